// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.Severity;
import java.util.List;

/** The findings of checks of models as text for a terminal. */
final class StreamCheckText {
  private final boolean quiet;

  /**
   * @param quiet whether hints, and checks that were left out, are only counted
   */
  StreamCheckText(boolean quiet) {
    this.quiet = quiet;
  }

  String of(List<CheckReport> reports) {
    StringBuilder text = new StringBuilder();
    for (CheckReport report : reports) {
      for (ModelProblem problem : report.problems()) {
        if (!quiet || problem.severity() != Severity.INFO) {
          text.append(Texts.visibleLines(problem(report, problem))).append("\n\n");
        }
      }
      text.append(Texts.visible(summary(report))).append('\n');
      if (!quiet && !report.skipped().isEmpty()) {
        text.append("  not checked: ").append(String.join(", ", report.skipped()));
        text.append(" (say what is installed with --handlers, --streams)\n");
      }
    }
    return text.toString();
  }

  private static String problem(CheckReport report, ModelProblem problem) {
    String element = problem.element();
    return report.fileName()
        + (problem.line() > 0 ? ":" + problem.line() : "")
        + ": "
        + problem.severity()
        + " "
        + problem.check()
        + (element == null ? "" : " at '" + element + "'")
        + "\n  "
        + problem.problem()
        + "\n  Maybe "
        + problem.advice()
        + ".";
  }

  private static String summary(CheckReport report) {
    return report.fileName()
        + ": "
        + (report.isReadable() ? "" : "cannot be read: ")
        + Figures.count(report.count(Severity.ERROR), "error")
        + ", "
        + Figures.count(report.count(Severity.WARNING), "warning")
        + ", "
        + Figures.count(report.count(Severity.INFO), "hint");
  }
}
