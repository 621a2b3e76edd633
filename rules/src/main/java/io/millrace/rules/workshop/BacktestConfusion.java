// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import java.util.List;

/**
 * How many items with an old answer get which new answer. Immutable.
 *
 * <p>Answers are in the order of their ranks where they have any, else of their names, with numbers
 * in names by size; {@link #OTHER} and {@link #NONE} come last. The commonest answers of both sides
 * taken together are listed, each on the sides that have it. Answers longer than 120 characters are
 * cut.
 *
 * @param oldValues the old answers: the rows
 * @param newValues the new answers: the columns
 * @param counts the items by row, then column
 */
public record BacktestConfusion(
    List<String> oldValues, List<String> newValues, List<List<Long>> counts) {
  /** Stands for all answers beyond those that are listed. */
  public static final String OTHER = "(other)";

  /** Stands for no answer, or for none recorded. */
  public static final String NONE = "(none)";

  /** Copies the lists. */
  public BacktestConfusion {
    oldValues = List.copyOf(oldValues);
    newValues = List.copyOf(newValues);
    counts = counts.stream().map(List::copyOf).toList();
  }

  /** How many items had the old answer and get the new one; 0 if one of them is not listed. */
  public long count(String oldValue, String newValue) {
    int row = oldValues.indexOf(oldValue);
    int column = newValues.indexOf(newValue);
    return row < 0 || column < 0 ? 0 : counts.get(row).get(column);
  }
}
