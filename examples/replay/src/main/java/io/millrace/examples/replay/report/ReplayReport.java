// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.engine.Distribution;
import io.millrace.engine.FlowPoint;
import io.millrace.engine.FlowReport;
import io.millrace.logs.LogProblem;
import io.millrace.model.PackRef;
import java.time.ZoneId;
import java.util.List;

/**
 * All that is known about one replay of an incident log. Immutable and thread-safe.
 *
 * @param source the log
 * @param matrix the name of the priority matrix
 * @param pack the policy pack that decided
 * @param incidents how many incidents the log holds
 * @param events how many accepted rows the log holds
 * @param flow the engine's figures over the whole span, from the first opening to the last end
 * @param resolveHours from opening to the recorded resolution, over the incidents that have one
 * @param series flow at instants, in order of time; spread evenly over the span. The charts zoom
 *     into the busy part of a span, so some thousand points serve better than some hundred
 * @param priorityCells the cells of the matrix that occurred; at most one for each key
 * @param outcome how the incidents went through the stream
 * @param rejections rows that were left out
 * @param run how the replay ran
 * @param notes what was done about the dirt of the log, and whatever else a reader should know
 */
public record ReplayReport(
    Source source,
    String matrix,
    PackRef pack,
    long incidents,
    long events,
    FlowReport flow,
    Distribution resolveHours,
    List<FlowPoint> series,
    List<PriorityCell> priorityCells,
    Outcome outcome,
    Rejections rejections,
    Run run,
    List<Note> notes) {

  /** Copies the lists. */
  public ReplayReport {
    series = List.copyOf(series);
    priorityCells = List.copyOf(priorityCells);
    notes = List.copyOf(notes);
    long keys = priorityCells.stream().map(PriorityCell::key).distinct().count();
    if (keys != priorityCells.size()) {
      throw new IllegalArgumentException(
          "Expected at most one priority cell for each impact, urgency and priority, but got "
              + priorityCells);
    }
  }

  /**
   * The log that was replayed. Immutable.
   *
   * @param name its file name, or what else people know it by; not a whole path
   * @param format the name of its format, in lower case
   * @param sha256 the digest of the file, in lower-case hexadecimal
   * @param zone the zone of its times that name none, and of the times on the page
   */
  public record Source(String name, String format, String sha256, ZoneId zone) {}

  /**
   * One cell of the priority matrix. Immutable.
   *
   * @param impact the impact, as the log words it
   * @param urgency the urgency, as the log words it
   * @param priority the priority that Millrace decided last, as the log would word it
   * @param count how many incidents ended in this cell
   * @param recorded for how many of them the log records a priority
   * @param agreed for how many of them the recorded priority is the decided one
   */
  public record PriorityCell(
      String impact, String urgency, String priority, long count, long recorded, long agreed) {

    /** Checks the counts. */
    public PriorityCell {
      if (agreed < 0 || agreed > recorded || recorded > count) {
        throw new IllegalArgumentException(
            "Expected 0 <= agreed <= recorded <= count, but got "
                + agreed
                + ", "
                + recorded
                + ", "
                + count);
      }
    }

    /** The key in {@code report.json}: impact, urgency and priority, joined by {@code " | "}. */
    public String key() {
      return impact + " | " + urgency + " | " + priority;
    }
  }

  /**
   * How the incidents went through the stream. Immutable.
   *
   * @param endedUnconfirmed incidents that the log never closes; they end at their last event
   * @param inferredSteps step runs that the log does not show, of zero length
   */
  public record Outcome(long endedUnconfirmed, long inferredSteps) {}

  /**
   * Rows that were left out. Immutable.
   *
   * @param rows how many
   * @param first why: the first problems; a row may have several
   */
  public record Rejections(long rows, List<LogProblem> first) {
    private static final Rejections NONE = new Rejections(0, List.of());

    /** Copies the list. */
    public Rejections {
      first = List.copyOf(first);
    }

    /** No row was left out. */
    public static Rejections none() {
      return NONE;
    }
  }

  /**
   * How the replay ran. Immutable. After a kill, the figures are those of the process that ended
   * it.
   *
   * @param elapsedSeconds wall-clock time of the replay, without reading and sorting the log
   * @param itemsPerSecond incidents that this process ended, per second of it
   * @param peakHeapMb the largest heap in use that was seen, in MB of 2^20 bytes
   * @param resumed whether it went on where a killed process had stopped
   */
  public record Run(
      double elapsedSeconds, double itemsPerSecond, double peakHeapMb, boolean resumed) {}

  /**
   * A rule that was applied, or another remark. Immutable.
   *
   * @param id a short key, the same in each report, such as {@code reopened-after-closing}
   * @param count how often it was applied
   * @param text what was found and what was done about it: one sentence
   */
  public record Note(String id, long count, String text) {}
}
