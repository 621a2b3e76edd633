// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.rules.internal.table.Column.Kind;
import io.millrace.rules.internal.table.CsvLines.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one table and collects every problem. Used once, by one thread. */
final class TableReader {
  private final FileProblems problems;
  private final TableSettings settings;

  TableReader(FileProblems problems) {
    this.problems = problems;
    this.settings = new TableSettings(problems);
  }

  @Nullable DecisionTable read(byte[] content) {
    List<Line> lines = CsvLines.read(content, CsvForm.TABLE, problems);
    if (lines == null) {
      return null;
    }
    if (lines.isEmpty()) {
      problems.add(0, "Expected a table, but the file is empty.", "copy the example in the docs");
      return null;
    }
    int grid = 0;
    while (grid < lines.size() && !Columns.isFirst(lines.get(grid))) {
      checkNoTests(lines.get(grid));
      settings.accept(lines.get(grid++));
    }
    TableSettings.Checked checked = settings.check();
    if (grid == lines.size()) {
      problems.add(
          0,
          "Expected a grid, but there is no line that has a column 'when <fact>'.",
          "add the grid below the settings");
      return null;
    }
    checkNoTests(lines.get(grid));
    List<@Nullable Column> columns = new Columns(settings, problems).read(lines.get(grid));
    List<TableRow> rows = rows(columns, checked, lines.subList(grid + 1, lines.size()));
    return problems.any() || checked == null
        ? null
        : new DecisionTable(problems.file(), checked, facts(columns), rows);
  }

  /** Only rows may hold number tests. */
  private void checkNoTests(Line line) {
    for (int i = 0; i < line.width(); i++) {
      String field = line.field(i);
      if (field.startsWith("=") && !Fields.isFormula(field, CsvForm.TABLE)) {
        Fields.formula(line.number(), i + 1, field, problems);
      }
    }
  }

  private List<TableRow> rows(
      List<@Nullable Column> columns, TableSettings.@Nullable Checked checked, List<Line> lines) {
    if (lines.isEmpty()) {
      problems.add(
          0,
          "Expected a row below the grid's first line, but there is none.",
          "add a row, or leave the file out");
    }
    RowReader reader = new RowReader(columns, settings, checked, problems);
    List<TableRow> rows = new ArrayList<>();
    for (Line line : lines) {
      rows.add(reader.read(line));
    }
    return rows;
  }

  private static SortedSet<String> facts(List<@Nullable Column> columns) {
    SortedSet<String> facts = new TreeSet<>();
    for (Column column : columns) {
      if (column != null && column.kind() == Kind.TEXT) {
        facts.addAll(RowReader.TEXT_FACTS);
      } else if (column != null && column.asks()) {
        facts.add(column.name());
      }
    }
    return facts;
  }
}
