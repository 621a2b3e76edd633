// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.flow;

/**
 * A span of time in milliseconds of the epoch; the start is included.
 *
 * @param withEnd whether the end is included: where it was not asked for but is the last happening
 */
record Window(long from, long to, boolean withEnd) {
  private static final double MILLIS_PER_HOUR = 3_600_000.0;

  double hours() {
    return hours(to - from);
  }

  static double hours(long millis) {
    return millis / MILLIS_PER_HOUR;
  }

  /** How much of a span lies in the window, in milliseconds. */
  long overlap(long start, long end) {
    return Math.max(0, Math.min(end, to) - Math.max(start, from));
  }

  /** Whether an instant is in the window. */
  boolean holds(long at) {
    return at >= from && !isOver(at);
  }

  /** Whether the window is over at an instant. */
  boolean isOver(long at) {
    return withEnd ? at > to : at >= to;
  }
}
