// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.engine.FlowPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** A plot of counts over time. Immutable. */
record TimePlot(Canvas canvas, FlowWindow window, Plot plot, List<Ticks.Tick> counts) {
  private static final double ROOM_PER_TIME = 105;
  private static final int TABLE_ROWS = 24;

  static TimePlot of(
      Canvas canvas,
      FlowWindow window,
      double width,
      double height,
      ToLongFunction<FlowPoint> highest) {
    long top = window.points().stream().mapToLong(highest).max().orElse(0);
    List<Ticks.Tick> counts = Ticks.upTo(top, 5, true);
    Plot plot =
        Plot.linear(
            canvas,
            new double[] {64, 40, width - 24, height - 36},
            window.from().getEpochSecond(),
            Math.max(window.to().getEpochSecond(), window.from().getEpochSecond() + 60),
            0,
            Ticks.top(counts));
    return new TimePlot(canvas, window, plot, counts);
  }

  /** Some of the points, evenly chosen, as text. */
  static Chart.Table table(
      FlowWindow window, List<String> names, List<ToLongFunction<FlowPoint>> values) {
    List<String> header = new ArrayList<>(List.of("Time (" + Figures.zone(window.zone()) + ")"));
    header.addAll(names);
    int last = window.points().size() - 1;
    int rows = Math.min(TABLE_ROWS, last);
    List<List<String>> body = new ArrayList<>();
    for (int row = 0; row <= rows && last >= 0; row++) {
      FlowPoint point = window.points().get(rows == 0 ? 0 : (int) ((long) row * last / rows));
      List<String> cells = new ArrayList<>(List.of(Figures.time(point.at(), window.zone())));
      values.forEach(value -> cells.add(Figures.count(value.applyAsLong(point))));
      body.add(cells);
    }
    return new Chart.Table(header, body);
  }

  void frame(String unit) {
    plot.yAxis(counts, unit);
    int most = (int) Math.max(2, (plot.right() - plot.left()) / ROOM_PER_TIME);
    Instant to = Instant.ofEpochSecond(Math.max(seconds(window.to()), seconds(window.from()) + 60));
    plot.xAxis(Ticks.times(window.from(), to, window.zone(), most), "");
  }

  void curve(Canvas.Pen pen, ToLongFunction<FlowPoint> value) {
    List<FlowPoint> points = window.points();
    canvas.line(
        pen,
        points.stream().mapToDouble(p -> plot.x(seconds(p.at()))).toArray(),
        points.stream().mapToDouble(p -> plot.y(value.applyAsLong(p))).toArray());
  }

  /** Fills between two values. */
  void band(Ink ink, ToLongFunction<FlowPoint> lower, ToLongFunction<FlowPoint> upper) {
    List<FlowPoint> points = window.points();
    int size = points.size();
    double[] x = new double[2 * size];
    double[] y = new double[2 * size];
    for (int i = 0; i < size; i++) {
      FlowPoint point = points.get(i);
      x[i] = plot.x(seconds(point.at()));
      y[i] = plot.y(upper.applyAsLong(point));
      x[2 * size - 1 - i] = x[i];
      y[2 * size - 1 - i] = plot.y(lower.applyAsLong(point));
    }
    canvas.area(ink, x, y);
  }

  /** One hint for each point, over the whole height. */
  void hints(Function<FlowPoint, String> text) {
    List<FlowPoint> points = window.points();
    double[] middles =
        IntStream.range(0, points.size())
            .mapToDouble(i -> plot.x(seconds(points.get(i).at())))
            .toArray();
    for (int i = 0; i < middles.length; i++) {
      double from = i == 0 ? plot.left() : (middles[i - 1] + middles[i]) / 2;
      double to = i == middles.length - 1 ? plot.right() : (middles[i] + middles[i + 1]) / 2;
      FlowPoint point = points.get(i);
      canvas.hint(
          from,
          plot.top(),
          to - from,
          plot.bottom() - plot.top(),
          Figures.time(point.at(), window.zone()) + ": " + text.apply(point));
    }
  }

  private static long seconds(Instant at) {
    return at.getEpochSecond();
  }
}
