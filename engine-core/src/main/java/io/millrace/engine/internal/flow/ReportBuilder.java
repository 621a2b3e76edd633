// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.flow;

import io.millrace.engine.FlowReport;
import io.millrace.engine.StepFlow;
import io.millrace.model.StepState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;

/** Sums a sweep up to a report. Not thread-safe. */
final class ReportBuilder implements ItemSweep.Consumer {
  private final Window window;
  private final ToIntBiFunction<String, String> stepNumber;
  private final long[] inWindow = new long[StepState.values().length];
  private final long[] ofItem = new long[StepState.values().length];
  private final Sample lead = new Sample();
  private final Sample cycle = new Sample();
  private final Sample waiting = new Sample();
  private final Sample working = new Sample();
  private final Sample blocked = new Sample();
  private final Sample handOffs = new Sample();
  private final Map<StepKey, StepFigures> steps = new TreeMap<>(StepKey.ORDER);
  private long arrived;

  ReportBuilder(Window window, ToIntBiFunction<String, String> stepNumber) {
    this.window = window;
    this.stepNumber = stepNumber;
  }

  private record StepKey(String stream, int number, String step) {
    private static final Comparator<StepKey> ORDER =
        Comparator.comparing(StepKey::stream)
            .thenComparingInt(StepKey::number)
            .thenComparing(StepKey::step);
  }

  private static final class StepFigures {
    private final Sample lead = new Sample();
    private final Sample waiting = new Sample();
    private final Sample working = new Sample();
    private final Sample blocked = new Sample();
    private final Sample handOffs = new Sample();
    private long inferred;
    private long open;
    private long openMillis;
  }

  @Override
  public void itemSpan(StepState state, long from, long to) {
    inWindow[state.ordinal()] += window.overlap(from, to);
    ofItem[state.ordinal()] += to - from;
  }

  @Override
  public void item(long opened, long closed, int changesOfTeam) {
    if (window.holds(opened)) {
      arrived++;
    }
    if (closed != Long.MAX_VALUE && window.holds(closed)) {
      long work = ofItem[StepState.WORKING.ordinal()];
      long block = ofItem[StepState.BLOCKED.ordinal()];
      lead.add(Window.hours(closed - opened));
      cycle.add(Window.hours(work + block));
      waiting.add(Window.hours(ofItem[StepState.WAITING.ordinal()]));
      working.add(Window.hours(work));
      blocked.add(Window.hours(block));
      handOffs.add(changesOfTeam);
    }
    java.util.Arrays.fill(ofItem, 0);
  }

  @Override
  public void run(ItemSweep.RunFlow run) {
    int number = stepNumber.applyAsInt(run.stream(), run.step());
    StepFigures figures =
        steps.computeIfAbsent(
            new StepKey(run.stream(), number, run.step()), key -> new StepFigures());
    figures.openMillis += window.overlap(run.arrived(), run.last());
    StepState state = run.state();
    boolean ended = state != null && state.isEnded() && !window.isOver(run.last());
    if (state == StepState.DONE && window.holds(run.last())) {
      figures.lead.add(Window.hours(run.last() - run.arrived()));
      figures.waiting.add(Window.hours(run.millis(StepState.WAITING)));
      figures.working.add(Window.hours(run.millis(StepState.WORKING)));
      figures.blocked.add(Window.hours(run.millis(StepState.BLOCKED)));
      figures.handOffs.add(run.handOffs());
      figures.inferred += run.inferred() ? 1 : 0;
    } else if (!ended && !window.isOver(run.arrived())) {
      figures.open++;
    }
  }

  FlowReport build() {
    List<StepFlow> flows = new ArrayList<>();
    steps.forEach((key, figures) -> flows.add(flow(key, figures)));
    double waits = average(StepState.WAITING);
    double works = average(StepState.WORKING);
    double blocks = average(StepState.BLOCKED);
    return new FlowReport(
        Instant.ofEpochMilli(window.from()),
        Instant.ofEpochMilli(window.to()),
        arrived,
        lead.size(),
        lead.distribution(),
        cycle.distribution(),
        waiting.distribution(),
        working.distribution(),
        blocked.distribution(),
        handOffs.distribution(),
        waits + works + blocks,
        waits,
        works,
        blocks,
        perHour(lead.size()),
        flows);
  }

  private StepFlow flow(StepKey key, StepFigures figures) {
    return new StepFlow(
        key.stream(),
        key.step(),
        figures.lead.size(),
        figures.inferred,
        figures.lead.distribution(),
        figures.waiting.distribution(),
        figures.working.distribution(),
        figures.blocked.distribution(),
        figures.handOffs.distribution(),
        figures.open,
        perHour(Window.hours(figures.openMillis)),
        perHour(figures.lead.size()));
  }

  private double average(StepState state) {
    return perHour(Window.hours(inWindow[state.ordinal()]));
  }

  private double perHour(double amount) {
    double hours = window.hours();
    return hours == 0 ? 0 : amount / hours;
  }
}
