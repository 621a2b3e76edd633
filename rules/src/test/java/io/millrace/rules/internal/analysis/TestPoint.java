// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.PackRef;
import io.millrace.model.Reason;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.KnownFact;
import io.millrace.rules.KnownFacts;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.internal.RuleProbe;
import io.millrace.rules.internal.analysis.RuleGroup.Hit;
import io.millrace.rules.workshop.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A decision point made of rules that a test has written down. It decides as packs do. */
record TestPoint(PointRules rules, RuleProbe probe, KnownFacts known) {
  static final DecisionPoint POINT = new DecisionPoint("test-point");
  private static final PackRef PACK = new PackRef("test", "1", "0".repeat(64));

  static TestPoint of(List<String> outputs, RuleGroup... groups) {
    PointRules rules = new PointRules(POINT, outputs, List.of(groups), List.of(), Set.of(), true);
    RuleProbe probe = new RuleProbe(BuiltInOptions.defaults(), outputs);
    return new TestPoint(rules, probe, KnownFacts.builtIn());
  }

  /** The output {@code answer}, and rules that all count. */
  static TestPoint of(TestRule... rules) {
    return of(List.of("answer"), rules(rules));
  }

  static RuleGroup rules(TestRule... rules) {
    return new RuleGroup("rules", Hit.ALL, true, List.of(rules));
  }

  static RuleGroup firstMatch(String name, TestRule... rows) {
    return new RuleGroup(name, Hit.FIRST, false, List.of(rows));
  }

  TestPoint knowing(KnownFact... facts) {
    return new TestPoint(rules, probe, known.with(List.of(facts)));
  }

  List<Finding> check() {
    return check(PointCheck.WORK);
  }

  List<Finding> check(long work) {
    Vocabulary vocabulary = new Vocabulary(known, Map.of(POINT, rules.outputs()));
    return PointCheck.of(rules, probe, known, vocabulary, this::decide, work);
  }

  List<Finding> check(String id) {
    return check().stream().filter(finding -> finding.id().equals(id)).toList();
  }

  Decision decide(Facts facts) {
    List<Reason> reasons = new ArrayList<>();
    for (RuleGroup group : rules.groups()) {
      for (PolicyRule rule : group.rules()) {
        if (probe.holds(rule, facts, Items.AT)) {
          reasons.addAll(reasons(rule, facts));
          if (group.hit() == Hit.FIRST) {
            break;
          }
        }
      }
    }
    reasons.sort(
        Comparator.comparing((Reason reason) -> rules.outputs().indexOf(reason.output()))
            .thenComparing(reason -> -reason.strength())
            .thenComparing(Reason::rule));
    return decision(reasons, facts);
  }

  private List<Reason> reasons(PolicyRule rule, Facts facts) {
    return probe.fire(rule, facts, Items.AT).stream()
        .map(
            one ->
                new Reason(
                    one.output(),
                    one.value(),
                    rule.fullName(),
                    one.strength(),
                    "test",
                    null,
                    Map.of(),
                    false))
        .toList();
  }

  private static Decision decision(List<Reason> sorted, Facts facts) {
    Map<String, String> outputs = new LinkedHashMap<>();
    List<Reason> reasons = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Reason one : sorted) {
      boolean decided = seen.add(one.output());
      outputs.putIfAbsent(one.output(), one.value());
      reasons.add(
          new Reason(
              one.output(),
              one.value(),
              one.rule(),
              one.strength(),
              "test",
              null,
              Map.of(),
              decided));
    }
    return new Decision(POINT, outputs, reasons, PACK, facts, Items.AT);
  }
}
