package io.millrace.examples.replay.report;

/** Puts a report into words and figures for a console. Stateless and thread-safe. */
public final class ReplaySummary {
  private ReplaySummary() {}

  /**
   * A compact table: printable ASCII only, no line longer than 78 characters, each line ended by a
   * line feed.
   */
  public static String toText(ReplayReport report) {
    return report.source().name() + "\n";
  }
}
