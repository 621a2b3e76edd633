// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.InvalidInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks that the parts of a matrix fit together. */
final class MatrixShape {
  private MatrixShape() {}

  static void requireAxis(String axisName, List<String> labels, String fallback) {
    if (labels.isEmpty()) {
      throw new InvalidInputException(
          "Expected the " + axisName + " axis to have labels, but it has none.",
          "give at least one label, such as '1 - High'");
    }
    Set<String> seen = new HashSet<>();
    for (String label : labels) {
      if (label.isBlank() || !seen.add(label.toLowerCase(Locale.ROOT))) {
        throw new InvalidInputException(
            "Expected each label of the "
                + axisName
                + " axis to be there once, but '"
                + label
                + "' is "
                + (label.isBlank() ? "blank" : "twice")
                + ".",
            "give each row and column a label of its own");
      }
    }
    if (!labels.contains(fallback)) {
      throw new InvalidInputException(
          "Expected the "
              + axisName
              + " fallback to be one of "
              + labels
              + ", but it is '"
              + fallback
              + "'.",
          "pass a label exactly as the axis has it");
    }
  }

  static void requireCells(
      String name,
      List<String> impacts,
      List<String> urgencies,
      List<List<String>> cells,
      String cellFallback) {
    if (cells.size() != impacts.size()) {
      throw new InvalidInputException(
          "Expected the matrix '"
              + name
              + "' to have "
              + impacts.size()
              + " rows of cells, one for each impact, but it has "
              + cells.size()
              + ".",
          "give one row of levels for each label of the impact axis");
    }
    if (!cellFallback.isEmpty()) {
      requireLevel(name, cellFallback);
    }
    for (List<String> row : cells) {
      requireRow(name, urgencies, row, !cellFallback.isEmpty());
    }
  }

  static void requireAliases(String axisName, List<String> labels, Map<String, String> aliases) {
    Set<String> seen = new HashSet<>();
    labels.forEach(label -> seen.add(label.toLowerCase(Locale.ROOT)));
    aliases.forEach(
        (alias, label) -> {
          if (alias.isBlank() || !seen.add(alias.toLowerCase(Locale.ROOT))) {
            throw new InvalidInputException(
                "Expected each alias of the "
                    + axisName
                    + " axis to be a name of its own, but '"
                    + alias
                    + "' is "
                    + (alias.isBlank() ? "blank" : "there already")
                    + ".",
                "leave it out, or name it differently");
          }
          if (!labels.contains(label)) {
            throw new InvalidInputException(
                "Expected the alias '"
                    + alias
                    + "' to stand for one of "
                    + labels
                    + ", but it stands for '"
                    + label
                    + "'.",
                "pass a label exactly as the axis has it");
          }
        });
  }

  private static void requireRow(
      String name, List<String> urgencies, List<String> row, boolean partial) {
    if (row.size() != urgencies.size()) {
      throw new InvalidInputException(
          "Expected each row of the matrix '"
              + name
              + "' to have "
              + urgencies.size()
              + " cells, one for each urgency, but one has "
              + row.size()
              + ".",
          "give one level for each label of the urgency axis");
    }
    for (String level : row) {
      if (!partial || !level.isEmpty()) {
        requireLevel(name, level);
      }
    }
  }

  private static void requireLevel(String name, String level) {
    if (PriorityMatrix.number(level) < 0) {
      throw new InvalidInputException(
          "Expected each level of the matrix '"
              + name
              + "' to hold a number, but got '"
              + level
              + "'.",
          "write levels like '2 - High' or '2'");
    }
  }
}
