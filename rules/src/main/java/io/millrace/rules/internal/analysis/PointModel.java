// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.Decision;
import io.millrace.model.Facts;
import io.millrace.model.Reason;
import io.millrace.rules.KnownFacts;
import io.millrace.rules.PolicyEvaluationException;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.internal.Question;
import io.millrace.rules.internal.RuleProbe;
import io.millrace.rules.internal.analysis.RuleGroup.Hit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Everything that the checks of one decision point share. For one thread. */
final class PointModel {
  /** More ways through the rules of a decision point than these are not looked at. */
  private static final int MOST_CASES = 50_000;

  /** More words and phrases than these are not told apart. */
  private static final int MOST_WORDS = 20_000;

  private final PointRules point;
  private final RuleProbe probe;
  private final Function<Facts, Decision> pack;
  private final Space space;
  private final Sampler sampler;
  private final Escape escape;
  private final Unfired unfired = new Unfired(this);
  private final List<ReadRule> rules = new ArrayList<>();
  private int cases;
  private int words;
  private final Map<RuleGroup, List<ReadRule>> byGroup = new IdentityHashMap<>();

  /**
   * @param pack really decides about an item at {@link Items#AT}
   * @param work how many limits all searches together may look at
   */
  PointModel(
      PointRules point,
      RuleProbe probe,
      KnownFacts known,
      Function<Facts, Decision> pack,
      long work) {
    this.point = point;
    this.probe = probe;
    this.pack = pack;
    Set<Question> asked = new LinkedHashSet<>();
    List<List<Paths>> paths =
        point.groups().stream()
            .map(group -> group.rules().stream().map(rule -> paths(rule, asked)).toList())
            .toList();
    space = new Space(asked, known, probe);
    List<String> variables = point.outputs().stream().map(point.point()::variable).toList();
    OwnAnswers own = new OwnAnswers(space, probe, variables);
    sampler = new Sampler(space, own);
    escape = new Escape(space, work);
    Reader reader = new Reader(space, sampler, probe);
    if (!own.areUnasked()) {
      learn(reader, paths, variables, own);
    }
    for (int i = 0; i < point.groups().size(); i++) {
      RuleGroup group = point.groups().get(i);
      List<ReadRule> read = new ArrayList<>();
      for (int order = 0; order < group.rules().size(); order++) {
        PolicyRule rule = group.rules().get(order);
        read.add(reader.read(rule, group, order, paths.get(i).get(order)));
      }
      byGroup.put(group, read);
      rules.addAll(read);
    }
  }

  /** Has the rules that do not ask for answers show items that get these. */
  private void learn(
      Reader reader, List<List<Paths>> paths, List<String> variables, OwnAnswers own) {
    learn(Facts.none(), own);
    for (int i = 0; i < point.groups().size(); i++) {
      RuleGroup group = point.groups().get(i);
      for (int order = 0; order < group.rules().size(); order++) {
        Paths ways = paths.get(i).get(order);
        boolean asks =
            ways.asked().stream()
                .anyMatch(one -> Questions.fact(one).filter(variables::contains).isPresent());
        if (!asks) {
          ReadRule read = reader.read(group.rules().get(order), group, order, ways);
          read.samples().forEach(facts -> learn(facts, own));
        }
      }
    }
  }

  private void learn(Facts facts, OwnAnswers own) {
    Map<String, String> answers = new HashMap<>();
    decide(facts)
        .ifPresent(
            decision ->
                decision
                    .outputs()
                    .forEach(
                        (output, value) -> answers.put(point.point().variable(output), value)));
    own.learn(facts, answers);
  }

  /** The ways through a rule, as long as there are not too many of all rules together. */
  private Paths paths(PolicyRule rule, Set<Question> asked) {
    Paths paths = Paths.of(rule);
    int itsWords = paths.asked().stream().mapToInt(Questions::words).sum();
    if (cases + paths.cases().size() > MOST_CASES) {
      return paths.but("the rules of its decision point have more than 50,000 ways through");
    } else if (words + itsWords > MOST_WORDS) {
      return paths.but("the rules of its decision point ask for more than 20,000 words");
    }
    cases += paths.cases().size();
    words += itsWords;
    asked.addAll(paths.asked());
    return paths;
  }

  PointRules point() {
    return point;
  }

  RuleProbe probe() {
    return probe;
  }

  Space space() {
    return space;
  }

  Escape escape() {
    return escape;
  }

  Unfired unfired() {
    return unfired;
  }

  List<ReadRule> rules() {
    return rules;
  }

  /** The rules of a group, in order. */
  List<ReadRule> rules(RuleGroup group) {
    return Objects.requireNonNull(byGroup.get(group));
  }

  /** The cases of the rows above in its table, if only the first match counts. */
  List<List<Limit>> casesAbove(ReadRule rule) {
    return above(rule).stream().flatMap(one -> one.cases().stream()).toList();
  }

  /** The rows above in its table, if only the first match counts. */
  List<ReadRule> above(ReadRule rule) {
    return rule.isIn(Hit.FIRST) ? rules(rule.group()).subList(0, rule.order()) : List.of();
  }

  /** An item of the region that shows what it should. */
  Optional<Facts> sample(Region region, Predicate<Facts> shows) {
    return sampler.samples(region).stream().filter(shows).findFirst();
  }

  /** Whether all conditions of the rule really hold for the item. */
  boolean holds(ReadRule rule, Facts facts) {
    return probe.holds(rule.rule(), facts, Items.AT);
  }

  /** What the pack really decides; empty if that fails. */
  Optional<Decision> decide(Facts facts) {
    try {
      return Optional.of(pack.apply(facts));
    } catch (PolicyEvaluationException e) {
      return Optional.empty();
    }
  }

  /** The proposals that the pack really gets for an output; none if deciding fails. */
  List<Reason> reasons(Facts facts, String output) {
    return decide(facts).map(Decision::reasons).orElse(List.of()).stream()
        .filter(reason -> reason.output().equals(output))
        .toList();
  }
}
