// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

/**
 * What an inserting rule proposes. Immutable.
 *
 * @param output one of {@link #KIND}, {@link #CATEGORY}, {@link #LEVEL}, {@link #SERVICE}
 * @param value the value
 * @param rank how strongly
 */
public record Suggestion(int output, String value, int rank) {
  /** The kind of work. */
  public static final int KIND = 0;

  /** What it is about. */
  public static final int CATEGORY = 1;

  /** How important it is. */
  public static final int LEVEL = 2;

  /** How it is treated in the queue. */
  public static final int SERVICE = 3;
}
