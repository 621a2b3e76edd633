// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.engine.Distribution;
import io.millrace.examples.replay.report.Canvas.Anchor;
import io.millrace.examples.replay.report.Canvas.Lettering;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How many incidents changed team how often. */
record HandOffsChart(Distribution handOffs) implements Chart {
  private static final double NEARLY_ALL = 0.995;
  private static final int MOST_BARS = 11;

  @Override
  public String id() {
    return "hand-offs";
  }

  @Override
  public String title() {
    return "Hand-offs per incident";
  }

  @Override
  public String summary() {
    return "%s of the incidents stay with their first team; on average there are %s hand-offs, at most %s."
        .formatted(
            Figures.share(buckets()[0], handOffs.count()),
            Figures.fixed(handOffs.mean()),
            handOffs.count() == 0 ? "-" : Figures.count(Math.round(handOffs.max())));
  }

  @Override
  public String reading() {
    return "A hand-off is a change of team; the first team is none.";
  }

  @Override
  public Table table() {
    long[] buckets = buckets();
    return new Table(
        List.of("Hand-offs", "Incidents", "Share"),
        IntStream.range(0, buckets.length)
            .mapToObj(
                i ->
                    List.of(
                        name(i, buckets.length),
                        Figures.count(buckets[i]),
                        Figures.share(buckets[i], handOffs.count())))
            .toList());
  }

  /** The last bucket holds its number and all above it. */
  long[] buckets() {
    double[] values = handOffs.values();
    if (values.length == 0) {
      return new long[1];
    }
    int most = (int) Math.round(handOffs.max());
    int last = (int) Math.min(Math.ceil(handOffs.quantile(NEARLY_ALL)) + 1, MOST_BARS);
    long[] buckets = new long[Math.min(most, last) + 1];
    for (double value : values) {
      buckets[(int) Math.min(Math.round(value), buckets.length - 1)]++;
    }
    return buckets;
  }

  private String name(int bucket, int buckets) {
    boolean more = bucket == buckets - 1 && handOffs.max() > bucket;
    return more ? bucket + " or more" : Integer.toString(bucket);
  }

  @Override
  public void draw(Canvas canvas, double width, double height) {
    if (handOffs.count() == 0) {
      Plot.nothing(canvas, width, height);
      return;
    }
    long[] buckets = buckets();
    List<Ticks.Tick> counts = Ticks.upTo(Arrays.stream(buckets).max().orElse(0), 5, true);
    Plot plot =
        Plot.linear(
            canvas,
            new double[] {64, 40, width - 24, height - 46},
            0,
            buckets.length,
            0,
            Ticks.top(counts));
    plot.yAxis(counts, "incidents");
    List<Ticks.Tick> names =
        IntStream.range(0, buckets.length)
            .mapToObj(i -> new Ticks.Tick(i + 0.5, name(i, buckets.length)))
            .toList();
    plot.xAxis(names, "hand-offs");
    for (int i = 0; i < buckets.length; i++) {
      bar(plot, i, buckets);
    }
  }

  private void bar(Plot plot, int i, long[] buckets) {
    double room = plot.x(1) - plot.x(0);
    double thick = Math.min(90, room * 0.72);
    double x = plot.x(i + 0.5) - thick / 2;
    double y = plot.y(buckets[i]);
    Canvas canvas = plot.canvas();
    canvas.rectangle(Ink.BAR, x, y, thick, plot.bottom() - y);
    String share = Figures.share(buckets[i], handOffs.count());
    canvas.text(Lettering.strong(Anchor.MIDDLE), x + thick / 2, y - 6, share);
    canvas.hint(
        plot.x(i),
        plot.top(),
        room,
        plot.bottom() - plot.top(),
        "%s hand-offs: %s (%s)"
            .formatted(name(i, buckets.length), Figures.count(buckets[i], "incidents"), share));
  }
}
