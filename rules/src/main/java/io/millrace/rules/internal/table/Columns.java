// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.rules.internal.table.Column.Kind;
import io.millrace.rules.internal.table.CsvLines.Line;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads the grid's first line. For one thread. */
final class Columns {
  private static final String WHEN = "when ";
  private static final String THEN = "then ";
  private static final int LONGEST_NAME = 255;
  private static final String ADVICE =
      "write 'when <fact>', 'when text', 'then <output>', 'raise', 'points', 'strength', 'rule' or"
          + " 'because'";

  private final TableSettings settings;
  private final FileProblems problems;

  Columns(TableSettings settings, FileProblems problems) {
    this.settings = settings;
    this.problems = problems;
  }

  /** Whether the line is the first of the grid, and no setting. */
  static boolean isFirst(Line line) {
    boolean asks = line.fields().stream().anyMatch(field -> startsWith(field, WHEN));
    String first = line.field(0);
    return asks && (first.equals("strength") || !TableSettings.KEYS.contains(first));
  }

  /** One column for each field; null for a field that is none, which is a problem. */
  List<@Nullable Column> read(Line line) {
    List<@Nullable Column> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < line.width(); i++) {
      String header = line.fields().get(i);
      Column column = column(header);
      if (column == null) {
        problem(line, i, "to be known, but it is " + FileProblems.quoted(header) + ".", ADVICE);
      } else if (!seen.add(column.kind() + " " + column.name())) {
        problem(line, i, "once, but " + FileProblems.quoted(header) + " is there again.", "");
      } else {
        checkUse(line, i, column);
      }
      columns.add(column);
    }
    checkAll(line, columns);
    return columns;
  }

  private static @Nullable Column column(String header) {
    if (startsWith(header, WHEN)) {
      String fact = Fields.stripped(header.substring(WHEN.length()));
      Kind kind = fact.equals("text") ? Kind.TEXT : Kind.WHEN;
      return fact.length() > LONGEST_NAME ? null : new Column(kind, fact, header);
    }
    if (startsWith(header, THEN)) {
      String output = Fields.stripped(header.substring(THEN.length()));
      return output.length() > LONGEST_NAME ? null : new Column(Kind.THEN, output, header);
    }
    return switch (header.toLowerCase(Locale.ROOT)) {
      case "raise" -> new Column(Kind.RAISE, "", header);
      case "points" -> new Column(Kind.POINTS, "", header);
      case "strength" -> new Column(Kind.STRENGTH, "", header);
      case "rule" -> new Column(Kind.RULE, "", header);
      case "because" -> new Column(Kind.BECAUSE, "", header);
      default -> null;
    };
  }

  private void checkUse(Line line, int index, Column column) {
    boolean sum = settings.hit() == HitPolicy.SUM;
    boolean proposes =
        column.kind() == Kind.THEN || column.kind() == Kind.STRENGTH || column.kind() == Kind.RAISE;
    if (sum && proposes) {
      String but = "to fit a table that adds points, but it is ";
      String advice = "say what the sum gives with lines such as 'output,risk' and 'band,10,high'";
      problem(line, index, but + FileProblems.quoted(column.header()) + ".", advice);
    } else if (column.kind() == Kind.RAISE && !settings.isAboutPriority()) {
      String but = "to fit the decision point '" + settings.point() + "', but it is 'raise'.";
      problem(line, index, but, "use 'raise' for the point 'priority' only");
    } else if (column.kind() == Kind.POINTS && !sum) {
      String but = "to fit the table's hit policy, but it is 'points'.";
      problem(line, index, but, "add the setting 'hit,sum' to add points");
    }
  }

  private void checkAll(Line line, List<@Nullable Column> columns) {
    if (settings.hit() == HitPolicy.SUM) {
      require(line, columns, column -> column.kind() == Kind.POINTS, "points", "points");
    } else {
      require(
          line,
          columns,
          column -> column.kind() == Kind.THEN || column.kind() == Kind.RAISE,
          "then <output>",
          "then team");
    }
  }

  private void require(
      Line line,
      List<@Nullable Column> columns,
      Predicate<Column> wanted,
      String what,
      String example) {
    if (columns.stream().noneMatch(column -> column == null || wanted.test(column))) {
      problems.add(
          line.number(),
          "Expected a column '" + what + "', but there is none.",
          "add a column such as '" + example + "'");
    }
  }

  private void problem(Line line, int index, String rest, String advice) {
    problems.add(
        line.number(),
        "Expected column " + (index + 1) + " " + rest,
        advice.isEmpty() ? "delete one of them" : advice);
  }

  private static boolean startsWith(String field, String word) {
    return field.length() > word.length() && field.regionMatches(true, 0, word, 0, word.length());
  }
}
