// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Facts;
import io.millrace.rules.BuiltInOptions;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** Tries single rules on items, for checks. Immutable and thread-safe. */
public final class RuleProbe {
  private final PackData data;
  private final String[] outputs;
  private final BiFunction<PolicyRule, DefaultItem, DefaultItem> view;

  /**
   * What a rule proposes.
   *
   * @param value the value; empty for a raise
   * @param text the reason for people to read
   * @param raise whether it raises a level instead of naming a value
   */
  public record Proposed(String output, String value, int strength, String text, boolean raise) {}

  /** A probe for rules that see these tables and propose these outputs. */
  public RuleProbe(BuiltInOptions options, List<String> outputs) {
    this(new PackData(options), outputs, (rule, item) -> item);
  }

  /**
   * @param view the item as a rule sees it: it may know answers of the decision that is being taken
   */
  RuleProbe(
      PackData data, List<String> outputs, BiFunction<PolicyRule, DefaultItem, DefaultItem> view) {
    this.data = data;
    this.outputs = outputs.toArray(String[]::new);
    this.view = view;
  }

  /** The item with these facts alone. */
  public DefaultItem item(Facts facts, Instant at) {
    return new DefaultItem(facts, data, at);
  }

  /** Whether all conditions of the rule hold for the item. */
  public boolean holds(PolicyRule rule, Facts facts, Instant at) {
    DefaultItem item = view.apply(rule, item(facts, at));
    return rule.conditions().stream().allMatch(condition -> condition.test(item));
  }

  /**
   * What the rule proposes for an item that its conditions hold for.
   *
   * @throws UndeclaredOutputException if it proposes an output that is not declared
   */
  public List<Proposed> fire(PolicyRule rule, Facts facts, Instant at) {
    DefaultItem item = view.apply(rule, item(facts, at));
    DefaultProposals proposals = new DefaultProposals(outputs);
    proposals.start(item);
    proposals.firing(rule.fullName());
    rule.fire(item, proposals);
    return Arrays.stream(proposals.end())
        .map(
            one ->
                new Proposed(
                    outputs[one.output()],
                    one.value(),
                    one.strength(),
                    one.text(),
                    one.raise() > 0))
        .toList();
  }

  /** What the rule's consequence reads of an item; nothing if that cannot be watched. */
  public Set<Question> reads(PolicyRule rule, Facts facts, Instant at) {
    Set<Question> asked = new LinkedHashSet<>();
    DefaultItem item = view.apply(rule, item(facts, at));
    DefaultProposals proposals = new DefaultProposals(outputs);
    proposals.start(item);
    AskingItem.Answers noting =
        (question, real) -> {
          asked.add(question);
          return real;
        };
    try {
      rule.fire(new AskingItem(item, noting), proposals);
    } catch (RuntimeException e) {
      return Set.of(); // it wants the very item, or fails: what else there is to say, others say
    }
    return asked;
  }

  /** The facts that answer the risk questionnaire. */
  public List<String> riskQuestions() {
    return item(Facts.none(), Instant.EPOCH).riskQuestions();
  }

  /** The levels of the priority matrix, the most important first. */
  public List<String> levels() {
    return data.levels().all();
  }

  /** The categories that the routing table has a team for. */
  public Set<String> routed() {
    return data.routes().keySet();
  }
}
