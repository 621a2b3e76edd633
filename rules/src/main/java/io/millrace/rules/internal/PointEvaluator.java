// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.PackRef;
import io.millrace.rules.NearMiss;
import io.millrace.rules.PackContents;
import io.millrace.rules.PolicyEvaluationException;
import io.millrace.rules.RuleInfo;
import io.millrace.rules.internal.analysis.PointRules;
import io.millrace.rules.internal.analysis.RuleGroup;
import io.millrace.rules.internal.table.DecisionTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.drools.model.Model;
import org.drools.model.Rule;

/**
 * Answers one decision point: has the rules and tables make proposals, then has them resolved.
 * Tables that read answers of their own point are asked last, when these are settled. Thread-safe.
 */
final class PointEvaluator implements AutoCloseable {
  private final DecisionPoint point;
  private final List<String> outputs;
  private final Set<String> optional;
  private final String[] outputNames;
  private final String[] variables;
  private final boolean[] isAsked;
  private final List<AskingRule> rules;
  private final List<DecisionTable> tables;
  private final RuleEngine engine;
  private final ProposalSource[] sources;
  private final ProposalSource[] later;
  private final Set<String> laterRows = new HashSet<>();
  private final Resolver resolver;
  private final long budget;
  private volatile boolean closed;

  /**
   * @param budget how long one decision may take; zero for as long as it takes
   */
  PointEvaluator(
      DecisionPoint point,
      List<String> outputs,
      Set<String> optional,
      Model model,
      RuleEngine engine,
      List<DecisionTable> tables,
      Resolver resolver,
      Duration budget) {
    this.point = point;
    this.budget = budget.toNanos();
    this.outputs = List.copyOf(outputs);
    this.optional = optional;
    this.outputNames = outputs.toArray(String[]::new);
    this.variables = outputs.stream().map(point::variable).toArray(String[]::new);
    this.rules = model.getRules().stream().map(PointEvaluator::rule).toList();
    this.tables = List.copyOf(tables);
    this.engine = engine;
    this.resolver = resolver;
    List<ProposalSource> first = new ArrayList<>(List.of(engine));
    List<ProposalSource> second = new ArrayList<>();
    for (DecisionTable table : tables) {
      boolean isLater = Arrays.stream(variables).anyMatch(table::reads);
      (isLater ? second : first).add(table);
      if (isLater) {
        table.rows().forEach(row -> laterRows.add(row.fullName()));
      }
    }
    this.isAsked = new boolean[variables.length];
    for (int i = 0; i < variables.length; i++) {
      String variable = variables[i];
      isAsked[i] = resolver.asksTwice() || tables.stream().anyMatch(one -> one.reads(variable));
    }
    this.sources = first.toArray(ProposalSource[]::new);
    this.later = second.toArray(ProposalSource[]::new);
  }

  DecisionPoint point() {
    return point;
  }

  List<String> outputs() {
    return outputs;
  }

  /**
   * The proposals before and after the first answers were settled, and the item that knows them.
   */
  private record Asked(Proposal[] first, Proposal[] last, DefaultItem item) {}

  Decision decide(Facts facts, PackData data, PackRef pack, Instant at) {
    if (closed) {
      throw new InvalidInputException(
          "Expected the policy pack to be open when '" + point + "' is asked, but it is closed.",
          "close the pack only after the last decision");
    }
    try {
      Asked asked = ask(new DefaultItem(facts, data, at));
      Resolver.Answer answer = resolver.resolve(asked.first(), asked.last(), asked.item());
      return new Decision(point, answer.outputs(), answer.reasons(), pack, facts, at);
    } catch (RuntimeException e) {
      throw new PolicyEvaluationException(
          point,
          "Expected the rules of '"
              + point
              + "' in pack '"
              + pack
              + "' to give an answer, but "
              + "they failed: "
              + rootMessage(e)
              + ".",
          "look at the cause; a rule may only ask the item and make proposals",
          e);
    }
  }

  /** The rules that did not fire, closest first. */
  List<NearMiss> nearMisses(Facts facts, PackData data, Instant at) {
    List<AskingRule> all = new ArrayList<>(rules);
    tables.forEach(table -> all.addAll(table.rows()));
    return NearMisses.of(all, ask(new DefaultItem(facts, data, at)).item());
  }

  /** The rules one by one, to be checked. */
  PointRules rules(PackContents contents) {
    List<RuleGroup> groups = new ArrayList<>();
    List<PolicyRule> single = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (AskingRule rule : rules) {
      if (rule instanceof CompiledRule compiled) {
        RuleInfo info = contents.findRule(rule.fullName()).orElse(null);
        single.add(info == null ? compiled : compiled.at(info.file(), info.line()));
      } else {
        others.add(rule.fullName());
      }
    }
    groups.add(new RuleGroup("rules", RuleGroup.Hit.ALL, true, single));
    for (DecisionTable table : tables) {
      RuleGroup.Hit hit = RuleGroup.Hit.valueOf(table.hit().name());
      groups.add(new RuleGroup(table.name(), hit, table.gapsAllowed(), table.rows()));
    }
    return new PointRules(point, outputs, groups, others, optional, resolver.strongestWins());
  }

  /** The item as the rule sees it at last: with settled answers, if it is asked about these. */
  DefaultItem seenBy(PolicyRule rule, DefaultItem item) {
    boolean isSettled = resolver.asksTwice() || laterRows.contains(rule.fullName());
    return isSettled ? ask(item).item() : item;
  }

  private static AskingRule rule(Rule rule) {
    CompiledRule compiled = CompiledRule.find(rule);
    return compiled != null ? compiled : new SessionRule(rule);
  }

  @Override
  public void close() {
    closed = true;
    engine.close();
  }

  private Asked ask(DefaultItem item) {
    DefaultProposals proposals = new DefaultProposals(outputNames);
    long deadline = budget == 0 ? DefaultProposals.NO_DEADLINE : System.nanoTime() + budget;
    proposals.start(item, deadline);
    ask(sources, item, proposals);
    boolean again = resolver.asksTwice();
    if (!again && later.length == 0) {
      Proposal[] all = proposals.end();
      return new Asked(all, all, item);
    }
    Proposal[] first = proposals.soFar();
    DefaultItem settled = item.with(known(resolver.settle(first, item, isAsked)));
    if (again) {
      proposals.start(settled, deadline);
      ask(sources, settled, proposals);
    } else {
      proposals.goOn(settled);
    }
    ask(later, settled, proposals);
    return new Asked(first, proposals.end(), settled);
  }

  private static void ask(ProposalSource[] sources, DefaultItem item, DefaultProposals proposals) {
    for (ProposalSource source : sources) {
      source.propose(item, proposals);
    }
  }

  private Map<String, String> known(Map<String, String> answers) {
    Map<String, String> known = new HashMap<>(4);
    for (int i = 0; i < variables.length; i++) {
      String answer = isAsked[i] ? answers.get(outputNames[i]) : null;
      if (answer != null) {
        known.put(variables[i], answer);
      }
    }
    return known;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getName() : root.getMessage();
  }
}
