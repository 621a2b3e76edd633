// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.PriorityMatrix;
import io.millrace.rules.drl.Cell;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A priority matrix prepared for look-ups: every regular answer is built once. */
final class MatrixLookup {
  private final PriorityMatrix matrix;
  private final MatrixAxis impacts;
  private final MatrixAxis urgencies;
  private final Cell[][] cells;
  private final String topLevel;
  private final Map<String, String> ranks = new HashMap<>();

  MatrixLookup(PriorityMatrix matrix) {
    this.matrix = matrix;
    impacts =
        new MatrixAxis("impact", matrix.impacts(), matrix.impactFallback(), matrix.impactAliases());
    urgencies =
        new MatrixAxis(
            "urgency", matrix.urgencies(), matrix.urgencyFallback(), matrix.urgencyAliases());
    for (String impact : matrix.impacts()) {
      for (String urgency : matrix.urgencies()) {
        String level = matrix.level(impact, urgency);
        ranks.computeIfAbsent(level, key -> String.valueOf(matrix.rank(key)));
      }
    }
    cells = new Cell[impacts.size()][urgencies.size()];
    for (int row = 0; row < impacts.size(); row++) {
      for (int column = 0; column < urgencies.size(); column++) {
        cells[row][column] = cell(row, column, "");
      }
    }
    topLevel = matrix.topLevel();
  }

  Cell find(@Nullable Object impact, @Nullable Object urgency) {
    int row = impacts.find(impact);
    int column = urgencies.find(urgency);
    if (row >= 0 && column >= 0) {
      return cells[row][column];
    }
    StringBuilder why = new StringBuilder();
    if (row < 0) {
      row = impacts.fallback();
      why.append("; ").append(impacts.whyFallback(impact));
    }
    if (column < 0) {
      column = urgencies.fallback();
      why.append("; ").append(urgencies.whyFallback(urgency));
    }
    return cell(row, column, why.toString());
  }

  String topLevel() {
    return topLevel;
  }

  private String whyNoCell(String impact, String urgency) {
    return "; there is no cell for impact "
        + impact
        + " and urgency "
        + urgency
        + ", so the matrix's fallback "
        + matrix.cellFallback()
        + " is taken";
  }

  private Cell cell(int row, int column, String why) {
    String impact = impacts.label(row);
    String urgency = urgencies.label(column);
    String filled = matrix.cells().get(row).get(column);
    String level = filled.isEmpty() ? matrix.cellFallback() : filled;
    return new Cell(
        level,
        Objects.requireNonNull(ranks.get(level)),
        impact,
        urgency,
        "impact " + impact + " | urgency " + urgency,
        "impact "
            + impact
            + " and urgency "
            + urgency
            + " give "
            + level
            + " in the matrix '"
            + matrix.name()
            + "'"
            + why
            + (filled.isEmpty() ? whyNoCell(impact, urgency) : ""));
  }
}
