// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.examples.replay.report.Canvas.Anchor;
import io.millrace.examples.replay.report.Canvas.Lettering;
import io.millrace.examples.replay.report.Canvas.Pen;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The frame of a chart: where values lie, its axes and its legend. Immutable. */
record Plot(
    Canvas canvas,
    double left,
    double top,
    double right,
    double bottom,
    DoubleUnaryOperator toX,
    DoubleUnaryOperator toY) {

  /** One entry of a legend. */
  record Key(Ink ink, String text) {}

  /** Values from..to on both axes, in an area of the canvas. */
  static Plot linear(
      Canvas canvas, double[] box, double fromX, double toX, double fromY, double toY) {
    return new Plot(
        canvas,
        box[0],
        box[1],
        box[2],
        box[3],
        value -> box[0] + (value - fromX) / (toX - fromX) * (box[2] - box[0]),
        value -> box[3] - (value - fromY) / (toY - fromY) * (box[3] - box[1]));
  }

  double x(double value) {
    return toX.applyAsDouble(value);
  }

  double y(double value) {
    return toY.applyAsDouble(value);
  }

  /** Horizontal lines with their values at the left, and what they count. */
  void yAxis(List<Ticks.Tick> ticks, String unit) {
    for (Ticks.Tick tick : ticks) {
      canvas.line(Pen.GRID, left, y(tick.value()), right, y(tick.value()));
      canvas.text(Lettering.small(Anchor.END), left - 8, y(tick.value()) + 4, tick.label());
    }
    canvas.text(Lettering.small(Anchor.START), Math.max(4, left - 44), top - 12, unit);
  }

  /** Marks below the plot with their values, and what they measure. */
  void xAxis(List<Ticks.Tick> ticks, String unit) {
    canvas.line(Pen.AXIS, left, bottom, right, bottom);
    for (Ticks.Tick tick : ticks) {
      canvas.line(Pen.AXIS, x(tick.value()), bottom, x(tick.value()), bottom + 5);
      canvas.text(Lettering.small(Anchor.MIDDLE), x(tick.value()), bottom + 20, tick.label());
    }
    canvas.text(Lettering.small(Anchor.END), right, bottom + 40, unit);
  }

  /** Above the plot, flush right. */
  void legend(List<Key> keys) {
    Lettering lettering = Lettering.small(Anchor.START).in(Ink.TEXT);
    double x = right;
    for (Key key : keys) {
      x -= lettering.width(key.text()) + 30;
    }
    for (Key key : keys) {
      canvas.rectangle(key.ink(), x, top - 22, 12, 12);
      canvas.text(lettering, x + 18, top - 12, key.text());
      x += lettering.width(key.text()) + 30;
    }
  }

  static void nothing(Canvas canvas, double width, double height) {
    canvas.text(
        Lettering.small(Anchor.MIDDLE), width / 2, height / 2, "Nothing to show in this log");
  }
}
