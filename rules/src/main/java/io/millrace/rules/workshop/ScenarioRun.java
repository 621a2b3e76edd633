package io.millrace.rules.workshop;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.MillraceException;
import io.millrace.model.Reason;
import io.millrace.rules.PackContents;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PriorityMatrix;
import io.millrace.rules.RuleInfo;
import io.millrace.rules.Scenario;
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
  private final Set<String> fired = new TreeSet<>();
  private final Set<String> cells = new TreeSet<>();

  private ScenarioRun(PolicyPack pack) {
    this.pack = pack;
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
