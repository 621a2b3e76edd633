// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.rules.internal.table.Column.Kind;
import io.millrace.rules.internal.table.CsvLines.Line;
import io.millrace.rules.internal.table.TableRow.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one table in order. For one thread. */
final class RowReader {
  /** What a column {@code when text} reads. */
  static final List<String> TEXT_FACTS = List.of("description", "title");

  private static final int LONGEST_REASON = 500;
  private static final int LONGEST_VALUE = 255;

  private final List<@Nullable Column> columns;
  private final HitPolicy hit;
  private final int strength;
  private final String table;
  private final @Nullable Scoring scoring;
  private final FileProblems problems;
  private final Map<String, Integer> lineByName = new HashMap<>();
  private int number;

  /**
   * @param columns null where the grid's first line has a problem
   * @param checked null if the settings have a problem; then the rows are only checked
   */
  RowReader(
      List<@Nullable Column> columns,
      TableSettings settings,
      TableSettings.@Nullable Checked checked,
      FileProblems problems) {
    this.columns = columns;
    this.hit = settings.hit();
    this.strength = settings.strength();
    this.table = checked == null ? "" : checked.name();
    this.scoring = checked == null ? null : checked.scoring();
    this.problems = problems;
  }

  /** The cells of one row. */
  private static final class Cells {
    private final List<Condition> tests = new ArrayList<>();
    private final SortedSet<String> facts = new TreeSet<>();
    private final List<String> wordings = new ArrayList<>();
    private final List<Output> proposed = new ArrayList<>();
    private int strength;
    private int raise;
    private long points;
    private String name = "";
    private String because = "";
  }

  /** The row; if it has a problem, what could be understood of it. */
  TableRow read(Line line) {
    number++;
    Cells cells = new Cells();
    cells.strength = strength;
    cells.name = "row " + number;
    checkWidth(line);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      if (column != null) {
        read(line, i, column, line.field(i), cells);
      }
    }
    checkName(line, cells.name);
    if (hit != HitPolicy.SUM && cells.proposed.isEmpty() && cells.raise == 0) {
      problems.add(
          line.number(),
          "Expected row " + number + " to propose something, but it has no value.",
          "fill a 'then' cell, or delete the row");
    }
    return new TableRow(
        table,
        cells.name,
        problems.file(),
        line.number(),
        number,
        List.copyOf(cells.tests),
        List.copyOf(cells.facts),
        List.copyOf(cells.proposed),
        cells.raise,
        cells.strength,
        cells.points,
        reason(cells),
        scoring);
  }

  private void read(Line line, int index, Column column, String cell, Cells cells) {
    if (Fields.isFormula(cell, CsvForm.TABLE)) {
      return; // a problem already
    }
    if (column.asks()) {
      readTest(line, column, cell, cells);
    } else if (cell.startsWith("=")) {
      Fields.formula(line.number(), index + 1, cell, problems);
    } else if (!CellTest.isAnything(cell) || column.kind() == Kind.POINTS) {
      readValue(line, column, cell, cells);
    }
  }

  private void readTest(Line line, Column column, String cell, Cells cells) {
    try {
      boolean isText = column.kind() == Kind.TEXT;
      CellTest test = isText ? WordTest.parse(cell) : CellTest.parse(column.name(), cell);
      if (!test.conditions().isEmpty()) {
        cells.tests.addAll(test.conditions());
        cells.wordings.add(test.wording());
        cells.facts.addAll(isText ? TEXT_FACTS : List.of(column.name()));
      }
    } catch (CellProblem e) {
      problems.add(
          line.number(),
          "Expected the cell "
              + FileProblems.quoted(cell)
              + " of column '"
              + column.header()
              + "' to be a test, but "
              + e.actual()
              + ".",
          e.advice());
    }
  }

  private void readValue(Line line, Column column, String cell, Cells cells) {
    switch (column.kind()) {
      case THEN -> {
        checkLength(line, column, cell, LONGEST_VALUE);
        cells.proposed.add(new Output(column.name(), cell));
      }
      case RAISE -> cells.raise = raise(line, column, cell);
      case POINTS -> cells.points = points(line, column, cell);
      case STRENGTH -> cells.strength = strength(line, column, cell);
      case RULE -> cells.name = cell;
      default -> {
        checkLength(line, column, cell, LONGEST_REASON);
        cells.because = cell;
      }
    }
  }

  private int raise(Line line, Column column, String cell) {
    if (cell.length() == 1 && cell.charAt(0) >= '1' && cell.charAt(0) <= '9') {
      return cell.charAt(0) - '0';
    }
    wrong(line, column, cell, "to be a whole number from 1 to 9", "write by how many levels");
    return 1;
  }

  private long points(Line line, Column column, String cell) {
    OptionalLong points = Points.find(cell);
    if (points.isEmpty()) {
      wrong(line, column, cell, "to be a number", Points.ADVICE);
    }
    return points.orElse(0);
  }

  private int strength(Line line, Column column, String cell) {
    OptionalInt own = TableSettings.strength(cell);
    if (own.isEmpty()) {
      String what = "to be a whole number from 1 to 100";
      wrong(line, column, cell, what, "write a number like 60, or leave the cell empty");
    }
    return own.orElse(strength);
  }

  private void checkWidth(Line line) {
    boolean tooMany = line.width() > columns.size();
    if (tooMany || line.fields().size() < columns.size()) {
      problems.add(
          line.number(),
          "Expected "
              + columns.size()
              + " cells in row "
              + number
              + ", but there are "
              + (tooMany ? line.width() : line.fields().size())
              + ".",
          "put a comma for each empty cell, and quotes around a cell that holds a comma");
    }
  }

  private void checkName(Line line, String name) {
    if (!TableSettings.isName(name) || hit == HitPolicy.SUM && name.equals(Scoring.RULE)) {
      problems.add(
          line.number(),
          "Expected the name of row "
              + number
              + " to have at most 100 characters and no '/', and not to be 'sum' where points are "
              + "added, but it is "
              + FileProblems.quoted(name)
              + ".",
          "choose another name");
    }
    Integer earlier = lineByName.putIfAbsent(name, line.number());
    if (earlier != null) {
      problems.add(
          line.number(),
          "Expected each row to have a name of its own, but "
              + FileProblems.quoted(name)
              + " is on line "
              + earlier
              + " already.",
          "name one of them differently, or leave the cell empty");
    }
  }

  private void checkLength(Line line, Column column, String cell, int longest) {
    if (cell.length() > longest) {
      wrong(line, column, cell, "to have at most " + longest + " characters", "shorten it");
    }
  }

  private void wrong(Line line, Column column, String cell, String what, String advice) {
    problems.add(
        line.number(),
        "Expected the cell of column '"
            + column.header()
            + "' "
            + what
            + ", but it is "
            + FileProblems.quoted(cell)
            + ".",
        advice);
  }

  private String reason(Cells cells) {
    if (!cells.because.isEmpty()) {
      return cells.because;
    }
    if (cells.wordings.isEmpty()) {
      return hit == HitPolicy.FIRST && number > 1
          ? "no row before it matches"
          : "the row holds for every item";
    }
    return FileProblems.shortened(String.join(" and ", cells.wordings), LONGEST_REASON);
  }
}
