// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.MillraceException;
import io.millrace.model.Reason;
import io.millrace.rules.PackContents;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PriorityMatrix;
import io.millrace.rules.RuleInfo;
import io.millrace.rules.Scenario;
import io.millrace.rules.internal.CheckedPack;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.internal.analysis.PointRules;
import io.millrace.rules.internal.analysis.RuleGroup;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Runs the scenarios of a pack. A run decides as production does. For one thread. */
public final class ScenarioRun {
  private final PolicyPack pack;
  private final Map<DecisionPoint, List<PolicyRule>> sums;
  private final Set<String> fired = new TreeSet<>();
  private final Set<String> cells = new TreeSet<>();

  private ScenarioRun(PolicyPack pack) {
    this.pack = pack;
    this.sums = sums(pack);
  }

  /** Runs all scenarios of the topmost layer; a scenario that fails does not stop the others. */
  public static ScenarioReport of(PolicyPack pack) {
    return new ScenarioRun(pack).run();
  }

  private ScenarioReport run() {
    PackContents contents = pack.contents();
    List<ScenarioOutcome> outcomes = new ArrayList<>();
    for (Scenario scenario : contents.scenarios()) {
      outcomes.add(run(scenario));
    }
    return new ScenarioReport(pack.ref(), outcomes, coverage(contents), contents.coverage());
  }

  private ScenarioOutcome run(Scenario scenario) {
    List<Decision> decisions;
    try {
      decisions = pack.decide(scenario.points(), scenario.given(), scenario.at());
    } catch (MillraceException e) {
      return new ScenarioOutcome(scenario, List.of(), List.of(e.problem()));
    }
    Map<String, String> answers = new LinkedHashMap<>();
    Map<String, String> rules = new LinkedHashMap<>();
    for (Decision decision : decisions) {
      DecisionPoint point = decision.point();
      decision.outputs().forEach((output, value) -> answers.put(point.variable(output), value));
      addRowsOfSums(decision);
      for (Reason reason : decision.reasons()) {
        fired.add(reason.rule());
        if (reason.cell() != null) {
          cells.add(reason.cell());
        }
        if (reason.decided()) {
          rules.put(point.variable(reason.output()), reason.rule());
        }
      }
    }
    List<String> failures = new ArrayList<>();
    scenario.expect().forEach((name, value) -> expect(failures, name, value, answers, rules));
    scenario.because().forEach((name, rule) -> because(failures, name, rule, rules));
    return new ScenarioOutcome(scenario, decisions, failures);
  }

  /** A table that adds points speaks as a whole, so its rows are tried one by one. */
  private void addRowsOfSums(Decision decision) {
    if (sums.isEmpty() || !(pack instanceof CheckedPack checked)) {
      return;
    }
    DecisionPoint point = decision.point();
    Map<String, String> answers = new LinkedHashMap<>();
    decision.outputs().forEach((output, value) -> answers.put(point.variable(output), value));
    Facts facts = decision.inputs().with(Facts.of(answers));
    for (PolicyRule row : sums.getOrDefault(point, List.of())) {
      if (checked.probe(point).holds(row, facts, decision.at())) {
        fired.add(row.fullName());
      }
    }
  }

  /** The rows of tables that add points. */
  private static Map<DecisionPoint, List<PolicyRule>> sums(PolicyPack pack) {
    Map<DecisionPoint, List<PolicyRule>> sums = new LinkedHashMap<>();
    if (pack instanceof CheckedPack checked) {
      for (PointRules rules : checked.rules()) {
        for (RuleGroup group : rules.groups()) {
          if (group.hit() == RuleGroup.Hit.SUM) {
            sums.computeIfAbsent(rules.point(), key -> new ArrayList<>()).addAll(group.rules());
          }
        }
      }
    }
    return sums;
  }

  private static void expect(
      List<String> failures,
      String name,
      String expected,
      Map<String, String> answers,
      Map<String, String> rules) {
    String actual = answers.getOrDefault(name, "");
    if (!actual.equals(expected)) {
      String rule = rules.get(name);
      failures.add(
          "Expected "
              + name
              + " to be "
              + quoted(expected)
              + ", but it is "
              + quoted(actual)
              + (rule == null ? "." : " because of the rule '" + rule + "'."));
    }
  }

  private static void because(
      List<String> failures, String name, String expected, Map<String, String> rules) {
    String actual = rules.getOrDefault(name, "");
    if (!actual.equals(expected) && !actual.endsWith("/" + expected)) {
      failures.add(
          "Expected the rule '"
              + expected
              + "' to decide "
              + name
              + ", but "
              + (actual.isEmpty() ? "no rule did." : "'" + actual + "' did."));
    }
  }

  private static String quoted(String value) {
    return value.isEmpty() ? "nothing" : "'" + value + "'";
  }

  private List<Coverage> coverage(PackContents contents) {
    Map<String, List<RuleInfo>> own = new TreeMap<>();
    for (RuleInfo rule : contents.rules()) {
      if (rule.layer().equals(pack.ref().id())) {
        own.computeIfAbsent(rule.point().name(), key -> new ArrayList<>()).add(rule);
      }
    }
    List<Coverage> coverage = new ArrayList<>();
    own.forEach((point, rules) -> coverage.add(ofRules(point, rules)));
    if (contents.matrixLayer().equals(pack.ref().id())) {
      coverage.add(ofCells(contents.matrix()));
    }
    return coverage;
  }

  private Coverage ofRules(String point, List<RuleInfo> rules) {
    List<String> missed =
        rules.stream()
            .filter(rule -> !fired.contains(rule.fullName()))
            .map(RuleInfo::toString)
            .toList();
    return new Coverage("rules and rows of " + point, rules.size(), missed);
  }

  private Coverage ofCells(PriorityMatrix matrix) {
    List<String> missed = new ArrayList<>();
    int total = 0;
    for (String impact : matrix.impacts()) {
      for (String urgency : matrix.urgencies()) {
        total++;
        String cell = "impact " + impact + " | urgency " + urgency;
        if (!cells.contains(cell)) {
          missed.add(cell);
        }
      }
    }
    return new Coverage("cells of the matrix '" + matrix.name() + "'", total, missed);
  }
}
