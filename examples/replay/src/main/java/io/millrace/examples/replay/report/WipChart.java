// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.engine.FlowPoint;
import io.millrace.engine.FlowReport;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/** Work in progress over time: working, waiting and blocked on top of one another. */
record WipChart(FlowWindow window, FlowReport flow) implements Chart {

  /** One layer, from the count below it to the count with it. */
  private record Layer(Ink ink, ToLongFunction<FlowPoint> below, ToLongFunction<FlowPoint> with) {}

  private static final List<Layer> LAYERS =
      List.of(
          new Layer(Ink.WORKING, p -> 0, FlowPoint::working),
          new Layer(Ink.WAITING, FlowPoint::working, p -> p.working() + p.waiting()),
          new Layer(Ink.BLOCKED, p -> p.working() + p.waiting(), FlowPoint::inSystem));

  @Override
  public String id() {
    return "wip";
  }

  @Override
  public String title() {
    return "Work in progress";
  }

  @Override
  public String summary() {
    String peak =
        window.points().stream()
            .max(Comparator.comparingLong(FlowPoint::inSystem))
            .map(
                point ->
                    " Of the instants drawn, the peak is %s at %s."
                        .formatted(
                            Figures.count(point.inSystem()),
                            Figures.time(point.at(), window.zone())))
            .orElse("");
    return hasLength()
        ? "On average %s incidents are open: %s worked on, %s waiting, %s blocked.%s"
            .formatted(
                Figures.decimal(flow.averageInSystem()),
                Figures.decimal(flow.averageWorking()),
                Figures.decimal(flow.averageWaiting()),
                Figures.decimal(flow.averageBlocked()),
                peak)
        : "The log spans no time, so there is no average.";
  }

  @Override
  public String reading() {
    String law =
        hasLength()
            ? " Little's law: %s departures per hour x %s mean lead time = %s incidents in the system."
                .formatted(
                    Figures.decimal(flow.throughputPerHour()),
                    Figures.hours(flow.leadHours().mean()),
                    Figures.decimal(flow.throughputPerHour() * flow.leadHours().mean()))
            : "";
    return ("Open incidents at each instant, by what happens to them."
            + law
            + " "
            + window.remark())
        .strip();
  }

  private boolean hasLength() {
    return Double.isFinite(flow.averageInSystem()) && Double.isFinite(flow.throughputPerHour());
  }

  @Override
  public Table table() {
    return TimePlot.table(
        window,
        List.of("Worked on", "Waiting", "Blocked", "Open"),
        List.of(FlowPoint::working, FlowPoint::waiting, FlowPoint::blocked, FlowPoint::inSystem));
  }

  @Override
  public void draw(Canvas canvas, double width, double height) {
    if (window.points().isEmpty()) {
      Plot.nothing(canvas, width, height);
      return;
    }
    TimePlot time = TimePlot.of(canvas, window, width, height, FlowPoint::inSystem);
    for (Layer layer : LAYERS) {
      time.band(layer.ink(), layer.below(), layer.with());
    }
    time.frame("incidents");
    time.plot()
        .legend(
            List.of(
                new Plot.Key(Ink.BLOCKED, "blocked"),
                new Plot.Key(Ink.WAITING, "waiting"),
                new Plot.Key(Ink.WORKING, "worked on")));
    time.hints(
        p ->
            "%s open: %s worked on, %s waiting, %s blocked"
                .formatted(
                    Figures.count(p.inSystem()),
                    Figures.count(p.working()),
                    Figures.count(p.waiting()),
                    Figures.count(p.blocked())));
  }
}
