// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.flow;

import io.millrace.engine.FlowPoint;
import io.millrace.model.StepState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Samples a sweep at regular instants. Not thread-safe. */
final class SeriesBuilder implements ItemSweep.Consumer {
  private final Window window;
  private final long every;
  private final int points;
  private final long[] waiting;
  private final long[] working;
  private final long[] blocked;
  private final long[] arrived;
  private final long[] departed;

  /**
   * @param every the distance of the instants, in milliseconds
   */
  SeriesBuilder(Window window, long every) {
    this.window = window;
    this.every = every;
    this.points = (int) ((window.to() - window.from() + every - 1) / every) + 1;
    waiting = new long[points + 1];
    working = new long[points + 1];
    blocked = new long[points + 1];
    arrived = new long[points + 1];
    departed = new long[points + 1];
  }

  @Override
  public void itemSpan(StepState state, long from, long to) {
    long[] counts =
        state == StepState.WORKING ? working : state == StepState.BLOCKED ? blocked : waiting;
    counts[firstAtOrAfter(from)]++;
    counts[firstAtOrAfter(to)]--;
  }

  @Override
  public void item(long opened, long closed, int handOffs) {
    if (opened >= window.from()) {
      arrived[firstAtOrAfter(opened)]++;
    }
    if (closed >= window.from() && closed != Long.MAX_VALUE) {
      departed[firstAtOrAfter(closed)]++;
    }
  }

  @Override
  public void run(ItemSweep.RunFlow run) {
    // the series speaks of work items only
  }

  List<FlowPoint> build() {
    List<FlowPoint> series = new ArrayList<>(points);
    long waits = 0;
    long works = 0;
    long blocks = 0;
    long came = 0;
    long went = 0;
    for (int i = 0; i < points; i++) {
      waits += waiting[i];
      works += working[i];
      blocks += blocked[i];
      came += arrived[i];
      went += departed[i];
      Instant at = Instant.ofEpochMilli(Math.min(window.from() + i * every, window.to()));
      series.add(new FlowPoint(at, waits, works, blocks, came, went));
    }
    return series;
  }

  private int firstAtOrAfter(long at) {
    if (at <= window.from()) {
      return 0;
    }
    if (at > window.to()) {
      return points;
    }
    return (int) Math.min(points - 1, (at - window.from() + every - 1) / every);
  }
}
