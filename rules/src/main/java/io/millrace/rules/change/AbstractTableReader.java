// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.InvalidInputException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.change.CsvRows.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Reads tables of a pack row by row and collects every problem. Used once, by one thread. */
abstract class AbstractTableReader {
  final PackSource pack;
  final List<PackProblem> problems;
  private final Map<String, Integer> seen = new LinkedHashMap<>();
  private String file = "";

  AbstractTableReader(PackSource pack, List<PackProblem> problems) {
    this.pack = pack;
    this.problems = problems;
  }

  /** Reads a file: rows before the one with the columns' names are settings. */
  final void table(
      String path,
      List<String> columns,
      boolean needsHeader,
      Consumer<Row> settings,
      Consumer<Row> entries) {
    if (!pack.has(path)) {
      return;
    }
    file = path;
    seen.clear();
    int before = problems.size();
    boolean started = false;
    for (Row row : CsvRows.read(path, pack.bytes(path), problems)) {
      if (started) {
        if (isFull(row, columns)) {
          entries.accept(row);
        }
      } else if (row.fields().stream().map(RiskQuestion::key).toList().equals(columns)) {
        started = true;
      } else {
        settings.accept(row);
      }
    }
    if (!started && needsHeader && problems.size() == before) {
      String header = String.join(",", columns);
      problem(0, "Expected a line '" + header + "', but there is none.", "add it above the rows");
    }
  }

  final boolean isFull(Row row, List<String> columns) {
    boolean full =
        row.fields().size() == columns.size() && row.fields().stream().noneMatch(String::isEmpty);
    if (!full) {
      problem(
          row.line(),
          "Expected "
              + columns.size()
              + " values ("
              + String.join(", ", columns)
              + "), but got "
              + row.fields()
              + ".",
          "fill every column, with quotes around a value that holds a comma");
    }
    return full;
  }

  final boolean isNew(Row row, String what) {
    Integer earlier = seen.putIfAbsent(what.toLowerCase(Locale.ROOT), row.line());
    if (earlier != null) {
      problem(
          row.line(),
          "Expected the " + what + " once, but it is on line " + earlier + " already.",
          "delete one of them");
    }
    return earlier == null;
  }

  final void check(int line, Runnable action) {
    try {
      action.run();
    } catch (InvalidInputException e) {
      problem(line, e);
    }
  }

  final void problem(int line, InvalidInputException e) {
    String[] parts = String.valueOf(e.getMessage()).split("\nMaybe ", 2);
    String advice = parts.length > 1 ? parts[1].substring(0, parts[1].length() - 1) : "correct it";
    problem(line, parts[0], advice);
  }

  final void problem(int line, String problem, String advice) {
    problems.add(new PackProblem(file, line, problem, advice));
  }
}
