// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table that gives a priority level for each impact and urgency. Immutable and thread-safe.
 *
 * <p>A fact names a place on an axis by its label ({@code "2 - Medium"}), by an alias, by the
 * label's name ({@code "Medium"}), by its number ({@code 2}), or by any text that begins with its
 * number ({@code "2 - Normal"}); upper and lower case are the same. A fact that is missing or not
 * on the axis counts as the axis's fallback, and the reason of the decision says so.
 *
 * <h2>The file format</h2>
 *
 * A CSV file (RFC 4180, UTF-8, at most 256 KiB, 50 impacts and 49 urgencies) that a spreadsheet can
 * edit. Lines that begin with {@code #} and empty lines are skipped. First come settings, one per
 * line, then the grid: urgency across, impact down.
 *
 * <pre>{@code
 * matrix,house
 * most-important,lowest
 * impact-fallback,2 - Medium
 * urgency-fallback,2 - Medium
 * alias,impact,Enterprise-wide,1 - High
 * impact / urgency,1 - High,2 - Medium,3 - Low
 * 1 - High,1 - Critical,2 - High,3 - Moderate
 * 2 - Medium,2 - High,3 - Moderate,4 - Low
 * 3 - Low,3 - Moderate,4 - Low,4 - Low
 * }</pre>
 *
 * {@code matrix} (the name) and {@code most-important} ({@code lowest} if number 1 is the most
 * important, {@code highest} if the biggest is) are required. Where the labels of the axes are
 * numbered the other way round than the levels, {@code axis-most-important} says so. A fallback
 * that is left out is the middle label of its axis, of two middle ones the later. Every level holds
 * a number; a label of an axis without a number takes its position, counted from 1. Every cell is
 * filled, unless {@code cell-fallback,<level>} says what an empty one means; the reason of a
 * decision then says that there is no cell. {@code alias} lines name the axis, another name for a
 * label, and the label. No field may begin as a formula does: with {@code =}, {@code +}, {@code @},
 * or {@code -} before anything but a number.
 *
 * <p>In the additive form there is no grid: each label has a weight (at most three decimal places),
 * and the level is that of the highest range that the sum of both weights reaches. It becomes an
 * ordinary grid when it is read. Up to 50 labels an axis.
 *
 * <pre>{@code
 * matrix,weights
 * form,additive
 * most-important,lowest
 * impact,1 - High,5
 * impact,2 - Low,0
 * urgency,1 - High,5
 * urgency,2 - Low,1
 * range,10,1 - Critical
 * range,5,2 - High
 * range,0,3 - Low
 * }</pre>
 *
 * @param name the matrix's name
 * @param orientation whether the lowest or the highest number of a level is the most important
 * @param impacts the labels of the impact axis, in order
 * @param urgencies the labels of the urgency axis, in order
 * @param cells the level by impact, then urgency; an empty text where there is none
 * @param impactFallback the label taken for an impact that is missing or not on the axis
 * @param urgencyFallback the label taken for an urgency that is missing or not on the axis
 * @param cellFallback the level taken where there is none; empty if every cell has one
 * @param axisOrientation whether the lowest or the highest number is the most important on the axes
 * @param impactAliases the label of the impact axis by another name for it
 * @param urgencyAliases the label of the urgency axis by another name for it
 */
public record PriorityMatrix(
    String name,
    Orientation orientation,
    List<String> impacts,
    List<String> urgencies,
    List<List<String>> cells,
    String impactFallback,
    String urgencyFallback,
    String cellFallback,
    Orientation axisOrientation,
    Map<String, String> impactAliases,
    Map<String, String> urgencyAliases) {

  /** Which number is the most important. */
  public enum Orientation {
    /** Number 1 is the most important. */
    LOWEST_FIRST,
    /** The biggest number is the most important. */
    HIGHEST_FIRST
  }

  /**
   * Checks the shape and copies lists and maps.
   *
   * @throws InvalidInputException if the grid does not fit the axes, a label is blank or twice on
   *     an axis, a level holds no number, a cell is empty without a fallback for it, a fallback is
   *     not on its axis, or an alias is blank, twice, a label, or stands for none
   */
  public PriorityMatrix {
    impacts = List.copyOf(impacts);
    urgencies = List.copyOf(urgencies);
    cells = cells.stream().map(List::copyOf).toList();
    impactAliases = Collections.unmodifiableMap(new LinkedHashMap<>(impactAliases));
    urgencyAliases = Collections.unmodifiableMap(new LinkedHashMap<>(urgencyAliases));
    MatrixShape.requireAxis("impact", impacts, impactFallback);
    MatrixShape.requireAxis("urgency", urgencies, urgencyFallback);
    MatrixShape.requireCells(name, impacts, urgencies, cells, cellFallback);
    MatrixShape.requireAliases("impact", impacts, impactAliases);
    MatrixShape.requireAliases("urgency", urgencies, urgencyAliases);
  }

  /**
   * A matrix whose cells are all filled, without aliases, with one orientation for axes and levels.
   *
   * @throws InvalidInputException if the shape does not fit
   */
  public PriorityMatrix(
      String name,
      Orientation orientation,
      List<String> impacts,
      List<String> urgencies,
      List<List<String>> cells,
      String impactFallback,
      String urgencyFallback) {
    this(
        name,
        orientation,
        impacts,
        urgencies,
        cells,
        impactFallback,
        urgencyFallback,
        "",
        orientation,
        Map.of(),
        Map.of());
  }

  /**
   * Reads a matrix from a file in the format above.
   *
   * @throws PackLoadException with every problem of the file
   */
  public static PriorityMatrix read(Path file) {
    return MatrixReader.read(file);
  }

  /**
   * Reads a matrix from the content of a file in the format above.
   *
   * @param name the file's name, for messages
   * @param problems gets every problem of the file
   * @return the matrix, or null if there is a problem
   */
  public static @Nullable PriorityMatrix read(
      String name, byte[] content, List<PackProblem> problems) {
    return MatrixReader.read(name, content, problems);
  }

  /** The level for two labels of the axes; the fallback if the cell is empty. */
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
    return filled(cells.get(row).get(column));
  }

  /** The most important level that a cell holds. */
  public String topLevel() {
    String top = filled(cells.get(0).get(0));
    for (List<String> row : cells) {
      for (String cell : row) {
        String level = filled(cell);
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
    List<String> levels =
        cells.stream().flatMap(List::stream).map(this::filled).distinct().toList();
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
   * gives a less important level; empty cells are left out. Empty if there is nothing.
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

  private String filled(String cell) {
    return cell.isEmpty() ? cellFallback : cell;
  }

  private boolean falls(List<String> axis, int index, String here, String next) {
    if (here.isEmpty() || next.isEmpty()) {
      return false;
    }
    long step = numberAt(axis, index) - numberAt(axis, index + 1);
    long towards = axisOrientation == Orientation.LOWEST_FIRST ? -step : step;
    long change = importance(number(here)) - importance(number(next));
    return Long.signum(towards) * Long.signum(change) < 0;
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
}
