// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import java.util.List;

/** Writes what scenarios showed for people to read. */
final class ScenarioText {
  private final StringBuilder text = new StringBuilder();

  private ScenarioText() {}

  static String of(ScenarioReport report) {
    ScenarioText text = new ScenarioText();
    text.line("Scenarios of " + report.pack());
    String file = "";
    for (ScenarioOutcome outcome : report.outcomes()) {
      if (!outcome.scenario().file().equals(file)) {
        file = outcome.scenario().file();
        text.line("");
        text.line(file);
      }
      text.outcome(outcome);
    }
    text.line("");
    text.summary(report);
    return text.text.toString();
  }

  private void outcome(ScenarioOutcome outcome) {
    if (outcome.passed()) {
      line("  passed  " + outcome.scenario().name());
      return;
    }
    line("  FAILED  " + outcome.scenario().name() + " (line " + outcome.scenario().line() + ")");
    outcome.failures().forEach(failure -> line("          " + failure));
  }

  private void summary(ScenarioReport report) {
    int failed = report.failed().size();
    int all = report.outcomes().size();
    line((all - failed) + " of " + all + (all == 1 ? " scenario" : " scenarios") + " passed");
    List<Coverage> coverage = report.coverage();
    int width = coverage.stream().mapToInt(one -> one.what().length()).max().orElse(0);
    for (Coverage one : coverage) {
      String what = one.what() + " ".repeat(width - one.what().length());
      line("  " + what + "  " + share(one.percent()) + "  " + one.covered() + " of " + one.total());
      one.missed().forEach(missed -> line("    not run: " + missed));
    }
    line("Coverage of the pack's own rules, rows and cells: " + demand(report));
  }

  private static String demand(ScenarioReport report) {
    String percent = report.percent() + " %";
    if (report.coverage().isEmpty()) {
      return "it has none";
    }
    if (report.demanded() == 0) {
      return percent;
    }
    String enough = report.percent() >= report.demanded() ? "" : ": too little";
    return percent + " (" + report.demanded() + " % demanded" + enough + ")";
  }

  private static String share(int percent) {
    return " ".repeat(3 - Integer.toString(percent).length()) + percent + " %";
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
