package io.millrace.rules.internal;

import io.millrace.rules.PriorityMatrix;
import io.millrace.rules.drl.Cell;
import java.util.HashMap;
import java.util.List;
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
    matrix.cells().stream()
        .flatMap(List::stream)
        .forEach(level -> ranks.put(level, String.valueOf(matrix.rank(level))));
    impacts = new MatrixAxis("impact", matrix.impacts(), matrix.impactFallback());
    urgencies = new MatrixAxis("urgency", matrix.urgencies(), matrix.urgencyFallback());
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

  private Cell cell(int row, int column, String why) {
    String impact = impacts.label(row);
    String urgency = urgencies.label(column);
    String level = matrix.cells().get(row).get(column);
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
            + why);
  }
}
