// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.Scenario;
import io.millrace.rules.workshop.Coverage;
import io.millrace.rules.workshop.ScenarioOutcome;
import io.millrace.rules.workshop.ScenarioReport;
import io.millrace.rules.workshop.ScenarioRun;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The gate that runs a pack's own scenarios: each of them has to pass, and together they have to
 * run through as much of the pack as it demands. Thread-safe.
 */
public final class ScenarioCheck implements ScenarioGate {
  /** How many of the rules that no scenario runs through are named. */
  private static final int NAMED = 5;

  @Override
  public List<PackProblem> failures(PackSource source, PolicyPack pack) {
    ScenarioReport report = ScenarioRun.of(pack);
    List<PackProblem> problems = new ArrayList<>();
    report.failed().forEach(outcome -> add(problems, outcome));
    if (report.percent() < report.demanded()) {
      problems.add(tooLittle(source, report));
    }
    return problems;
  }

  private static void add(List<PackProblem> problems, ScenarioOutcome outcome) {
    Scenario scenario = outcome.scenario();
    for (String failure : outcome.failures()) {
      problems.add(
          new PackProblem(
              scenario.file(),
              scenario.line(),
              "Scenario '" + scenario.name() + "': " + failure,
              "correct the policies or the scenario"));
    }
  }

  private static PackProblem tooLittle(PackSource source, ScenarioReport report) {
    List<String> missed =
        report.coverage().stream().map(Coverage::missed).flatMap(List::stream).toList();
    return new PackProblem(
        PackSource.MANIFEST,
        lineOfCoverage(source),
        "Expected the scenarios to run through "
            + report.demanded()
            + " % of the pack's own rules, rows and cells, but they run through "
            + report.percent()
            + " %.",
        "add scenarios for "
            + String.join("; ", missed.subList(0, Math.min(NAMED, missed.size())))
            + (missed.size() > NAMED ? " and " + (missed.size() - NAMED) + " more" : ""));
  }

  private static int lineOfCoverage(PackSource source) {
    List<String> lines =
        new String(source.bytes(PackSource.MANIFEST), StandardCharsets.UTF_8).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("coverage")) {
        return i + 1;
      }
    }
    return 0;
  }
}
