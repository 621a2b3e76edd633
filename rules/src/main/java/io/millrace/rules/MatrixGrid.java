// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.rules.internal.table.CsvLines.Line;
import io.millrace.rules.internal.table.FileProblems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The grid of a matrix's file: urgency across, impact down. For one thread. */
final class MatrixGrid {
  private static final String FIRST = "impact/urgency";

  private final FileProblems problems;
  private final List<String> impacts = new ArrayList<>();
  private final List<List<String>> cells = new ArrayList<>();
  private final Map<String, Integer> rowLines = new HashMap<>();
  private @Nullable List<String> urgencies;
  private int firstLine;

  MatrixGrid(FileProblems problems) {
    this.problems = problems;
  }

  /** Whether the grid begins with this line. */
  static boolean isFirst(Line line) {
    return line.field(0).replace(" ", "").toLowerCase(Locale.ROOT).equals(FIRST);
  }

  boolean hasBegun() {
    return urgencies != null;
  }

  int firstLine() {
    return firstLine;
  }

  void begin(Line line) {
    int width = Math.max(1, line.width());
    List<String> columns = new ArrayList<>(line.fields().subList(1, width));
    Map<String, Integer> seen = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String label = columns.get(i);
      if (label.isEmpty() || seen.put(label.toLowerCase(Locale.ROOT), i) != null) {
        problems.add(
            line.number(),
            "Expected each urgency once, but column "
                + (i + 2)
                + " is "
                + (label.isEmpty() ? "blank." : "'" + label + "' again."),
            "give each column a label of its own");
      }
    }
    if (columns.isEmpty()) {
      problems.add(
          line.number(),
          "Expected urgencies, but the line has none.",
          "add one label for each column");
    }
    urgencies = columns;
    firstLine = line.number();
  }

  /**
   * Takes a row.
   *
   * @param partial whether a cell may be empty
   */
  void accept(Line line, boolean partial) {
    String impact = line.field(0);
    List<String> columns = urgencies == null ? List.of() : urgencies;
    checkImpact(line.number(), impact);
    if (line.width() - 1 > columns.size()) {
      problems.add(
          line.number(),
          "Expected "
              + columns.size()
              + " levels for impact '"
              + impact
              + "', but got "
              + (line.width() - 1)
              + ".",
          "remove the surplus, or add the missing urgency to the grid's first line");
    }
    List<String> levels = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      String where = "impact '" + impact + "', urgency '" + columns.get(i) + "'";
      levels.add(level(line.number(), where, line.field(i + 1), partial));
    }
    impacts.add(impact);
    cells.add(levels);
  }

  /** The labels and cells; a missing grid is a problem. */
  MatrixLabels labels() {
    if (urgencies == null) {
      problems.add(
          0,
          "Expected a grid, but there is no line that begins with 'impact / urgency'.",
          "add the grid below the settings");
      return new MatrixLabels(List.of(), List.of(), List.of());
    }
    if (impacts.isEmpty()) {
      problems.add(
          0,
          "Expected a row for each impact, but there is none.",
          "add rows below the grid's first line");
    }
    return new MatrixLabels(impacts, urgencies, cells);
  }

  private void checkImpact(int line, String impact) {
    Integer earlier = rowLines.putIfAbsent(impact.toLowerCase(Locale.ROOT), line);
    if (impact.isEmpty()) {
      problems.add(line, "Expected an impact, but the first field is blank.", "label the row");
    } else if (earlier != null) {
      problems.add(
          line,
          "Expected one row for impact '" + impact + "', but line " + earlier + " has it already.",
          "delete one of the rows");
    }
    if (impacts.size() == MatrixLabels.MOST) {
      problems.add(
          line,
          "Expected at most " + MatrixLabels.MOST + " impacts, but there are more.",
          "group them, and give the single ones as aliases");
    }
  }

  private String level(int line, String where, String level, boolean partial) {
    if (level.isEmpty()) {
      if (!partial) {
        problems.add(
            line,
            "Expected a level for " + where + ", but the cell is missing.",
            "fill it: every combination needs a level");
      }
    } else if (PriorityMatrix.number(level) < 0) {
      problems.add(
          line,
          "Expected the level for " + where + " to hold a number, but it is '" + level + "'.",
          "write levels like '2 - High' or '2'");
    }
    return level;
  }
}
