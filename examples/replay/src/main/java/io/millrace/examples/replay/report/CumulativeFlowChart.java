// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.engine.FlowPoint;
import java.util.List;

/** Cumulative flow: arrivals and departures since the start. */
record CumulativeFlowChart(FlowWindow window) implements Chart {

  @Override
  public String id() {
    return "cumulative-flow";
  }

  @Override
  public String title() {
    return "Cumulative flow";
  }

  @Override
  public String summary() {
    if (window.points().isEmpty()) {
      return "No incident arrived.";
    }
    FlowPoint end = window.points().get(window.points().size() - 1);
    return "By %s, %s had arrived and %s had departed."
        .formatted(
            Figures.time(end.at(), window.zone()),
            Figures.count(end.arrived(), "incidents"),
            Figures.count(end.departed()));
  }

  @Override
  public String reading() {
    return "The height of the band is the work in progress, its width about the lead time;"
        + " a departure is the last close of an incident. "
        + window.remark();
  }

  @Override
  public Table table() {
    return TimePlot.table(
        window, List.of("Arrived", "Departed"), List.of(FlowPoint::arrived, FlowPoint::departed));
  }

  @Override
  public void draw(Canvas canvas, double width, double height) {
    if (window.points().isEmpty()) {
      Plot.nothing(canvas, width, height);
      return;
    }
    TimePlot time = TimePlot.of(canvas, window, width, height, FlowPoint::arrived);
    time.frame("incidents");
    time.band(Ink.BAND, FlowPoint::departed, FlowPoint::arrived);
    time.curve(new Canvas.Pen(Ink.ARRIVED, 2, false), FlowPoint::arrived);
    time.curve(new Canvas.Pen(Ink.DEPARTED, 2, false), FlowPoint::departed);
    time.plot()
        .legend(
            List.of(new Plot.Key(Ink.ARRIVED, "arrived"), new Plot.Key(Ink.DEPARTED, "departed")));
    time.hints(
        p ->
            "%s arrived, %s departed"
                .formatted(Figures.count(p.arrived()), Figures.count(p.departed())));
  }
}
