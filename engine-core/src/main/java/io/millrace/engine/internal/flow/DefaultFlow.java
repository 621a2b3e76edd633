// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.flow;

import io.millrace.engine.Flow;
import io.millrace.engine.FlowPoint;
import io.millrace.engine.FlowQuery;
import io.millrace.engine.FlowReport;
import io.millrace.engine.internal.store.BulkReads;
import io.millrace.model.InvalidInputException;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntBiFunction;

/** Flow of one tenant. */
public final class DefaultFlow implements Flow {
  private static final long MAX_POINTS = 100_000;

  private final FlowReader reader;
  private final ToIntBiFunction<String, String> stepNumber;

  /**
   * @param reads where the transitions are
   * @param tenant whose work items are measured
   * @param stepNumber the number of a step, by the keys of its stream and its own
   */
  public DefaultFlow(BulkReads reads, String tenant, ToIntBiFunction<String, String> stepNumber) {
    this.stepNumber = stepNumber;
    this.reader = new FlowReader(reads, tenant);
  }

  @Override
  public FlowReport report(FlowQuery query) {
    Window window = reader.window(query);
    ReportBuilder report =
        new ReportBuilder(window == null ? new Window(0, 0, false) : window, stepNumber);
    if (window != null) {
      reader.sweep(query, new ItemSweep(report, window));
    }
    return report.build();
  }

  @Override
  public List<FlowPoint> series(FlowQuery query, Duration every) {
    if (every.toMillis() < 1) {
      throw new InvalidInputException(
          "Expected the distance of instants to be a millisecond or more, but it is " + every + ".",
          "pass a duration such as Duration.ofHours(1)");
    }
    Window window = reader.window(query);
    if (window == null) {
      return List.of();
    }
    if ((window.to() - window.from()) / every.toMillis() > MAX_POINTS) {
      throw new InvalidInputException(
          "Expected the window to hold at most "
              + MAX_POINTS
              + " instants, but every "
              + every
              + " makes more.",
          "ask for fewer instants or a shorter window");
    }
    SeriesBuilder series = new SeriesBuilder(window, every.toMillis());
    reader.sweep(query, new ItemSweep(series, window));
    return series.build();
  }
}
