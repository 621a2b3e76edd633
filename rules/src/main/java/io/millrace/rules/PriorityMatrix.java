package io.millrace.rules;

import io.millrace.model.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A table that gives a priority level for each impact and urgency. Immutable and thread-safe.
 *
 * <p>A fact names a place on an axis by its label ({@code "2 - Medium"}), by the label's name
 * ({@code "Medium"}), by its number ({@code 2}), or by any text that begins with its number ({@code
 * "2 - Normal"}); upper and lower case are the same. A fact that is missing or not on the axis
 * counts as the axis's fallback, and the reason of the decision says so.
 *
 * <h2>The file format</h2>
 *
 * A CSV file (RFC 4180, UTF-8, at most 256 KiB) that a spreadsheet can edit. Lines that begin with
 * {@code #} and empty lines are skipped. First come settings, one per line, then the grid: urgency
 * across, impact down.
 *
 * <pre>{@code
 * matrix,house
 * most-important,lowest
 * impact-fallback,2 - Medium
 * urgency-fallback,2 - Medium
 * impact / urgency,1 - High,2 - Medium,3 - Low
 * 1 - High,1 - Critical,2 - High,3 - Moderate
 * 2 - Medium,2 - High,3 - Moderate,4 - Low
 * 3 - Low,3 - Moderate,4 - Low,4 - Low
 * }</pre>
 *
 * {@code matrix} (the name) and {@code most-important} ({@code lowest} if number 1 is the most
 * important, {@code highest} if the biggest is) are required. A fallback that is left out is the
 * middle label of its axis, of two middle ones the later. Every level holds a number; a label of an
 * axis without a number takes its position, counted from 1. Every cell is filled.
 *
 * @param name the matrix's name
 * @param orientation whether the lowest or the highest number is the most important, on both axes
 *     and for levels
 * @param impacts the labels of the impact axis, in order
 * @param urgencies the labels of the urgency axis, in order
 * @param cells the level by impact, then urgency
 * @param impactFallback the label taken for an impact that is missing or not on the axis
 * @param urgencyFallback the label taken for an urgency that is missing or not on the axis
 */
public record PriorityMatrix(
    String name,
    Orientation orientation,
    List<String> impacts,
    List<String> urgencies,
    List<List<String>> cells,
    String impactFallback,
    String urgencyFallback) {

  /** Which number is the most important. */
  public enum Orientation {
    /** Number 1 is the most important. */
    LOWEST_FIRST,
    /** The biggest number is the most important. */
    HIGHEST_FIRST
  }

  /**
   * Checks the shape and copies the lists.
   *
   * @throws InvalidInputException if the grid does not fit the axes, a label is blank or twice on
   *     an axis, a level holds no number, or a fallback is not on its axis
   */
  public PriorityMatrix {
    impacts = List.copyOf(impacts);
    urgencies = List.copyOf(urgencies);
    cells = cells.stream().map(List::copyOf).toList();
    requireAxis("impact", impacts, impactFallback);
    requireAxis("urgency", urgencies, urgencyFallback);
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
    for (List<String> row : cells) {
      requireRow(name, urgencies, row);
    }
  }

  /**
   * Reads a matrix from a file in the format above.
   *
   * @throws PackLoadException with every problem of the file
   */
  public static PriorityMatrix read(Path file) {
    return new MatrixReader(file).read();
  }

  /** The level for two labels of the axes. */
  public String level(String impact, String urgency) {
    int row = impacts.indexOf(impact);
    int column = urgencies.indexOf(urgency);
    if (row < 0 || column < 0) {
      throw new InvalidInputException(
          "Expected impact '"
              + impact
              + "' and urgency '"
              + urgency
              + "' to be labels of the matrix '"
              + name
              + "', but the impacts are "
              + impacts
              + " and the urgencies "
              + urgencies
              + ".",
          "pass a label exactly as the axis has it");
    }
    return cells.get(row).get(column);
  }

  /** The most important level that a cell holds. */
  public String topLevel() {
    String top = cells.get(0).get(0);
    for (List<String> row : cells) {
      for (String level : row) {
        if (importance(number(level)) > importance(number(top))) {
          top = level;
        }
      }
    }
    return top;
  }

  /**
   * The place of a level among the matrix's levels: 1 for the most important one.
   *
   * @throws InvalidInputException if no cell holds it
   */
  public int rank(String level) {
    List<String> levels = cells.stream().flatMap(List::stream).distinct().toList();
    if (!levels.contains(level)) {
      throw new InvalidInputException(
          "Expected a level of matrix '" + name + "', but got '" + level + "'.",
          "pass a level exactly as a cell has it");
    }
    long importance = importance(number(level));
    long above =
        levels.stream()
            .mapToLong(other -> importance(number(other)))
            .filter(other -> other > importance)
            .distinct()
            .count();
    return (int) above + 1;
  }

  /**
   * What looks odd but is allowed: pairs of neighbouring cells where more impact or more urgency
   * gives a less important level. Empty if there is nothing.
   */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (int row = 0; row < impacts.size(); row++) {
      for (int column = 0; column < urgencies.size(); column++) {
        if (row + 1 < impacts.size()) {
          boolean falls =
              falls(impacts, row, cells.get(row).get(column), cells.get(row + 1).get(column));
          warn(warnings, falls, "impact", impacts, row, "urgency " + urgencies.get(column));
        }
        if (column + 1 < urgencies.size()) {
          boolean falls =
              falls(urgencies, column, cells.get(row).get(column), cells.get(row).get(column + 1));
          warn(warnings, falls, "urgency", urgencies, column, "impact " + impacts.get(row));
        }
      }
    }
    return List.copyOf(warnings);
  }

  /** The number of a label: the first digits in it, or its position counted from 1. */
  static long numberAt(List<String> axis, int index) {
    long number = number(axis.get(index));
    return number < 0 ? index + 1 : number;
  }

  /** The first digits in a label as a number; -1 if there are none. */
  static long number(String label) {
    int start = 0;
    while (start < label.length() && !isDigit(label.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < label.length() && end < start + 9 && isDigit(label.charAt(end))) {
      end++;
    }
    return start == end ? -1 : Long.parseLong(label.substring(start, end));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private long importance(long number) {
    return orientation == Orientation.LOWEST_FIRST ? -number : number;
  }

  private boolean falls(List<String> axis, int index, String here, String next) {
    long step = importance(numberAt(axis, index)) - importance(numberAt(axis, index + 1));
    long change = importance(number(here)) - importance(number(next));
    return Long.signum(step) * Long.signum(change) < 0;
  }

  private void warn(
      List<String> warnings,
      boolean falls,
      String axisName,
      List<String> axis,
      int index,
      String where) {
    if (falls) {
      warnings.add(
          "Between "
              + axisName
              + " "
              + axis.get(index)
              + " and "
              + axis.get(index + 1)
              + " at "
              + where
              + ", the more important one has the less important level in the matrix '"
              + name
              + "'.");
    }
  }

  private static void requireAxis(String axisName, List<String> labels, String fallback) {
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

  private static void requireRow(String name, List<String> urgencies, List<String> row) {
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
      if (number(level) < 0) {
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
}
