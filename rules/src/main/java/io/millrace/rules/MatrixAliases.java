// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.rules.internal.table.CsvLines.Line;
import io.millrace.rules.internal.table.FileProblems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines that give a label of an axis another name. For one thread. */
final class MatrixAliases {
  private final FileProblems problems;
  private final List<Line> lines = new ArrayList<>();

  MatrixAliases(FileProblems problems) {
    this.problems = problems;
  }

  void accept(Line line) {
    boolean hasAxis = line.field(1).equals("impact") || line.field(1).equals("urgency");
    if (!hasAxis || line.width() != 4 || line.field(2).isEmpty()) {
      problems.add(
          line.number(),
          "Expected 'alias', 'impact' or 'urgency', the alias and a label, but the line has other "
              + "fields.",
          "write it like 'alias,impact,Enterprise-wide,1 - High'");
      return;
    }
    lines.add(line);
  }

  /** The label by alias for one axis. */
  Map<String, String> of(String axis, List<String> labels) {
    Map<String, String> aliases = new LinkedHashMap<>();
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (Line line : lines) {
      if (line.field(1).equals(axis)) {
        String alias = line.field(2);
        check(line, axis, labels, seen.put(alias.toLowerCase(Locale.ROOT), line.number()));
        aliases.put(alias, line.field(3));
      }
    }
    return aliases;
  }

  private void check(Line line, String axis, List<String> labels, @Nullable Integer earlier) {
    String alias = line.field(2);
    String label = line.field(3);
    if (!labels.isEmpty() && !labels.contains(label)) {
      problems.add(
          line.number(),
          "Expected the alias '"
              + alias
              + "' to stand for one of "
              + labels
              + ", but it stands for '"
              + label
              + "'.",
          "write a label exactly as the axis has it");
    }
    String key = alias.toLowerCase(Locale.ROOT);
    if (labels.stream().anyMatch(other -> other.toLowerCase(Locale.ROOT).equals(key))) {
      problems.add(
          line.number(),
          "Expected the alias '" + alias + "' to be no label, but the " + axis + " axis has it.",
          "delete the line");
    } else if (earlier != null) {
      problems.add(
          line.number(),
          "Expected the alias '" + alias + "' once, but it is on line " + earlier + " already.",
          "delete one of them");
    }
  }
}
