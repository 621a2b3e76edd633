// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.InvalidInputException;
import io.millrace.rules.PriorityMatrix.Orientation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The priority matrices that Millrace knows. Immutable and thread-safe. */
public final class PriorityMatrices {
  private static final Map<String, PriorityMatrix> KNOWN = new LinkedHashMap<>();

  static {
    add(defaultMatrix());
    add(serviceNow());
    add(glpi());
    add(itop());
  }

  private PriorityMatrices() {}

  /** The names of the known matrices; the first is the default. */
  public static List<String> names() {
    return List.copyOf(KNOWN.keySet());
  }

  /**
   * A known matrix: {@code default}, {@code servicenow}, {@code glpi} or {@code itop}.
   *
   * @throws InvalidInputException if there is none of that name
   */
  public static PriorityMatrix named(String name) {
    PriorityMatrix matrix = KNOWN.get(name);
    if (matrix == null) {
      throw new InvalidInputException(
          "Expected a priority matrix to be named "
              + String.join(", ", KNOWN.keySet())
              + ", but got '"
              + name
              + "'.",
          "pass one of these names, or read your own with PriorityMatrix.read(path)");
    }
    return matrix;
  }

  private static void add(PriorityMatrix matrix) {
    KNOWN.put(matrix.name(), matrix);
  }

  /** 5x5, 1 is most urgent: half of impact + urgency, rounded up. */
  private static PriorityMatrix defaultMatrix() {
    List<String> axis = List.of("1 - Major", "2 - High", "3 - Medium", "4 - Low", "5 - Minor");
    List<String> levels =
        List.of("1 - Critical", "2 - High", "3 - Moderate", "4 - Low", "5 - Planning");
    List<List<String>> cells = new ArrayList<>();
    for (int impact = 1; impact <= 5; impact++) {
      List<String> row = new ArrayList<>();
      for (int urgency = 1; urgency <= 5; urgency++) {
        row.add(levels.get((impact + urgency + 1) / 2 - 1));
      }
      cells.add(row);
    }
    return new PriorityMatrix(
        "default", Orientation.LOWEST_FIRST, axis, axis, cells, "3 - Medium", "3 - Medium");
  }

  /** ServiceNow's sample data lookup rules for incidents. */
  private static PriorityMatrix serviceNow() {
    List<String> axis = List.of("1 - High", "2 - Medium", "3 - Low");
    return new PriorityMatrix(
        "servicenow",
        Orientation.LOWEST_FIRST,
        axis,
        axis,
        List.of(
            List.of("1 - Critical", "2 - High", "3 - Moderate"),
            List.of("2 - High", "3 - Moderate", "4 - Low"),
            List.of("3 - Moderate", "4 - Low", "4 - Low")),
        "2 - Medium",
        "2 - Medium");
  }

  /** GLPI's default preference; bigger is more urgent. */
  private static PriorityMatrix glpi() {
    List<String> axis =
        List.of("1 - Very low", "2 - Low", "3 - Medium", "4 - High", "5 - Very high");
    int[][] byImpact = {
      {1, 1, 2, 2, 2}, {1, 2, 2, 3, 3}, {2, 2, 3, 4, 4}, {2, 3, 4, 4, 5}, {2, 3, 4, 5, 5}
    };
    return new PriorityMatrix(
        "glpi",
        Orientation.HIGHEST_FIRST,
        axis,
        axis,
        labelled(byImpact, axis),
        "3 - Medium",
        "3 - Medium");
  }

  /** iTop's ComputePriority: 3x4, not symmetric. */
  private static PriorityMatrix itop() {
    List<String> levels = List.of("1 - Critical", "2 - High", "3 - Medium", "4 - Low");
    int[][] byImpact = {{1, 1, 2, 4}, {1, 2, 3, 4}, {2, 3, 3, 4}};
    return new PriorityMatrix(
        "itop",
        Orientation.LOWEST_FIRST,
        List.of("1 - Department", "2 - Service", "3 - Person"),
        levels,
        labelled(byImpact, levels),
        "2 - Service",
        "3 - Medium");
  }

  private static List<List<String>> labelled(int[][] numbers, List<String> levels) {
    List<List<String>> cells = new ArrayList<>();
    for (int[] row : numbers) {
      List<String> labels = new ArrayList<>();
      for (int number : row) {
        labels.add(levels.get(number - 1));
      }
      cells.add(labels);
    }
    return cells;
  }
}
