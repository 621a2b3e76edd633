// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.engine.Distribution;
import io.millrace.examples.replay.report.Canvas.Anchor;
import io.millrace.examples.replay.report.Canvas.Lettering;
import java.util.ArrayList;
import java.util.List;

/** A histogram of lead times, on a logarithmic axis, with the percentiles that people promise. */
record LeadTimeChart(Distribution hours) implements Chart {
  private static final double ROOM_UNDER = 54;
  private static final double LINE_HEIGHT = 18;
  private static final List<Ticks.Tick> TIMES =
      List.of(
          new Ticks.Tick(1 / 60.0, "1 min"),
          new Ticks.Tick(1 / 6.0, "10 min"),
          new Ticks.Tick(1, "1 h"),
          new Ticks.Tick(4, "4 h"),
          new Ticks.Tick(24, "1 day"),
          new Ticks.Tick(168, "1 week"),
          new Ticks.Tick(672, "4 weeks"),
          new Ticks.Tick(8766, "1 year"),
          new Ticks.Tick(87_660, "10 years"));

  /** A value that deserves a line. */
  private record Mark(String name, double hours) {}

  @Override
  public String id() {
    return "lead-time";
  }

  @Override
  public String title() {
    return "Lead time";
  }

  @Override
  public String summary() {
    return ("Half of the incidents take up to %s, 85%% up to %s, 95%% up to %s;"
            + " the longest takes %s, the mean is %s.")
        .formatted(
            Figures.span(hours.median()),
            Figures.span(hours.quantile(0.85)),
            Figures.span(hours.quantile(0.95)),
            Figures.span(hours.max()),
            Figures.span(hours.mean()));
  }

  @Override
  public String reading() {
    return "From opening to the last close. The axis is logarithmic: each bar spans a third more"
        + " time than the one before it.";
  }

  @Override
  public Table table() {
    LogHistogram bins = LogHistogram.of(hours);
    List<List<String>> rows = new ArrayList<>();
    long sum = bins.under();
    if (bins.under() > 0) {
      rows.add(row("0", Figures.span(bins.from()), bins.under(), sum));
    }
    for (int i = 0; i < bins.counts().length; i++) {
      sum += bins.counts()[i];
      rows.add(
          row(Figures.span(bins.edge(i)), Figures.span(bins.edge(i + 1)), bins.counts()[i], sum));
    }
    return new Table(List.of("From", "To less than", "Incidents", "Share up to here"), rows);
  }

  private List<String> row(String from, String to, long count, long sum) {
    return List.of(from, to, Figures.count(count), Figures.share(sum, hours.count()));
  }

  @Override
  public void draw(Canvas canvas, double width, double height) {
    if (hours.count() == 0) {
      Plot.nothing(canvas, width, height);
      return;
    }
    LogHistogram bins = LogHistogram.of(hours);
    List<Ticks.Tick> counts = Ticks.upTo(bins.highest(), 5, true);
    double margin = bins.under() > 0 ? ROOM_UNDER : 0;
    Plot frame =
        Plot.linear(
            canvas, new double[] {64, 94, width - 24, height - 36}, 0, 1, 0, Ticks.top(counts));
    double left = frame.left() + margin;
    double decades = Math.log10(bins.to() / bins.from());
    Plot plot =
        new Plot(
            canvas,
            frame.left(),
            frame.top(),
            frame.right(),
            frame.bottom(),
            v -> left + Math.log10(v / bins.from()) / decades * (frame.right() - left),
            frame.toY());
    plot.yAxis(counts, "incidents");
    bars(plot, bins);
    plot.xAxis(times(plot, bins), "");
    marks(plot, bins);
  }

  private void bars(Plot plot, LogHistogram bins) {
    if (bins.under() > 0) {
      String text = "under " + Figures.span(bins.from());
      bar(plot, plot.left() + 4, ROOM_UNDER - 14, bins.under(), text);
      plot.canvas()
          .text(
              Lettering.small(Anchor.MIDDLE),
              plot.left() + 4 + (ROOM_UNDER - 14) / 2,
              plot.bottom() + 20,
              "< " + Figures.span(bins.from()));
    }
    for (int i = 0; i < bins.counts().length; i++) {
      double x = plot.x(bins.edge(i));
      String text = Figures.span(bins.edge(i)) + " to " + Figures.span(bins.edge(i + 1));
      bar(plot, x + 0.5, plot.x(bins.edge(i + 1)) - x - 1, bins.counts()[i], text);
    }
  }

  private void bar(Plot plot, double x, double width, long count, String text) {
    if (count > 0) {
      plot.canvas().rectangle(Ink.BAR, x, plot.y(count), width, plot.bottom() - plot.y(count));
      String hint =
          "%s: %s (%s)"
              .formatted(
                  text, Figures.count(count, "incidents"), Figures.share(count, hours.count()));
      plot.canvas().hint(x, plot.top(), width, plot.bottom() - plot.top(), hint);
    }
  }

  private static List<Ticks.Tick> times(Plot plot, LogHistogram bins) {
    List<Ticks.Tick> ticks = new ArrayList<>();
    double free = bins.under() > 0 ? plot.left() + ROOM_UNDER + 8 : Double.NEGATIVE_INFINITY;
    for (Ticks.Tick tick : TIMES) {
      double x = plot.x(tick.value());
      boolean inside = tick.value() >= bins.from() * 0.999 && tick.value() <= bins.to();
      if (inside && x - 24 >= free) {
        ticks.add(tick);
        free = x + 26;
      }
    }
    return ticks;
  }

  /** Dashed lines; their names to the left, higher the further right, so that no line cuts one. */
  private void marks(Plot plot, LogHistogram bins) {
    List<Mark> marks =
        List.of(
            new Mark("median", hours.median()),
            new Mark("85%", hours.quantile(0.85)),
            new Mark("95%", hours.quantile(0.95)),
            new Mark("longest", hours.max()));
    double y = plot.top() - 6;
    for (Mark mark : marks) {
      double x = plot.x(Math.max(bins.from(), mark.hours()));
      plot.canvas().line(new Canvas.Pen(Ink.MARK, 1.5, true), x, y - 10, x, plot.bottom());
      String text = mark.name() + " " + Figures.span(mark.hours());
      boolean fits = x - 6 - Lettering.strong(Anchor.END).width(text) > plot.left();
      Anchor anchor = fits ? Anchor.END : Anchor.START;
      plot.canvas().text(Lettering.strong(anchor).in(Ink.MARK), fits ? x - 6 : x + 6, y, text);
      y -= LINE_HEIGHT;
    }
  }
}
