// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.rules.PackProblem;
import io.millrace.rules.workshop.Finding;
import io.millrace.rules.workshop.Finding.Severity;
import java.util.List;

/** The findings of checks as text for a terminal. */
final class CheckText {
  private CheckText() {}

  static String of(List<CheckResult> results) {
    StringBuilder text = new StringBuilder();
    for (CheckResult result : results) {
      result.problems().forEach(problem -> text.append(problem(problem)).append('\n'));
      for (Finding finding : result.findings()) {
        text.append(Texts.visibleLines(finding.toText())).append("\n\n");
      }
      text.append(Texts.visible(summary(result))).append('\n');
      if (result.hidden() > 0) {
        text.append("  ").append(Figures.count(result.hidden(), "finding"));
        text.append(" of the layers below not shown (--all-layers shows them)\n");
      }
    }
    return text.toString();
  }

  private static String problem(PackProblem problem) {
    String place = problem.file() + (problem.line() > 0 ? ":" + problem.line() : "");
    return Texts.visibleLines(
            place
                + ": "
                + Severity.ERROR
                + " "
                + CheckResult.LOAD
                + "\n  "
                + problem.problem()
                + "\n  Maybe "
                + problem.advice()
                + ".")
        + "\n";
  }

  private static String summary(CheckResult result) {
    return result.argument()
        + ": "
        + (result.pack() == null ? "cannot be loaded" : result.pack())
        + ": "
        + Figures.count(result.count(Severity.ERROR), "error")
        + ", "
        + Figures.count(result.count(Severity.WARNING), "warning")
        + ", "
        + Figures.count(result.count(Severity.INFO), "hint");
  }
}
