// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.PriorityMatrix;
import io.millrace.rules.workshop.Finding;
import io.millrace.rules.workshop.Finding.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the warnings of a matrix into findings with the two items of each. */
final class MatrixCheck {
  private MatrixCheck() {}

  static List<Finding> check(DecisionPoint point, PriorityMatrix matrix) {
    Report report = new Report(point);
    for (String warning : matrix.warnings()) {
      report.addAt(
          "non-monotone-matrix",
          Severity.WARNING,
          List.of(),
          "Expected more impact or urgency to give no less important level in the matrix '"
              + matrix.name()
              + "', but it does: "
              + warning,
          "correct one of the two cells, if this is not meant",
          items(matrix, warning));
    }
    return report.findings();
  }

  /** The two neighbouring cells that the warning names, as items. */
  private static List<Facts> items(PriorityMatrix matrix, String warning) {
    List<String> impacts = matrix.impacts();
    List<String> urgencies = matrix.urgencies();
    for (int row = 0; row < impacts.size(); row++) {
      for (int column = 0; column < urgencies.size(); column++) {
        String impact = impacts.get(row);
        String urgency = urgencies.get(column);
        if (row + 1 < impacts.size()
            && names(warning, "impact", impact, impacts.get(row + 1), "urgency " + urgency)) {
          return List.of(item(impact, urgency), item(impacts.get(row + 1), urgency));
        }
        if (column + 1 < urgencies.size()
            && names(warning, "urgency", urgency, urgencies.get(column + 1), "impact " + impact)) {
          return List.of(item(impact, urgency), item(impact, urgencies.get(column + 1)));
        }
      }
    }
    return List.of();
  }

  private static boolean names(String warning, String axis, String one, String two, String where) {
    return warning.startsWith("Between " + axis + " " + one + " and " + two + " at " + where + ",");
  }

  private static Facts item(String impact, String urgency) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("impact", impact);
    facts.put("urgency", urgency);
    return Facts.of(facts);
  }
}
