package io.millrace.engine.internal.flow;

/** A span of time in milliseconds of the epoch; the start is included, the end is not. */
record Window(long from, long to) {
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

  /** Whether something that ended at this instant ended in the window; its very end counts. */
  boolean ended(long at) {
    return at >= from && at <= to;
  }
}
