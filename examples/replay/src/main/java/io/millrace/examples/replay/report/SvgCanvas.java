// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import java.util.Locale;

/** Draws as SVG, to stand inside a page. */
final class SvgCanvas implements Canvas {
  private final StringBuilder body = new StringBuilder();

  static String draw(Chart chart, int width, int height) {
    SvgCanvas canvas = new SvgCanvas();
    chart.draw(canvas, width, height);
    return "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n%s</svg>\n"
        .formatted(
            width, height, Texts.escape(chart.title() + ". " + chart.summary()), canvas.body);
  }

  @Override
  public void rectangle(Ink ink, double x, double y, double width, double height) {
    body.append("<rect class=\"f-%s\" %s/>\n".formatted(ink.css(), box(x, y, width, height)));
  }

  @Override
  public void area(Ink ink, double[] x, double[] y) {
    body.append("<path class=\"f-%s\" d=\"%sZ\"/>\n".formatted(ink.css(), path(x, y)));
  }

  @Override
  public void line(Pen pen, double[] x, double[] y) {
    body.append(
        "<path class=\"s-%s%s\" stroke-width=\"%s\" d=\"%s\"/>\n"
            .formatted(
                pen.ink().css(), pen.dashed() ? " dashed" : "", number(pen.width()), path(x, y)));
  }

  @Override
  public void text(Lettering lettering, double x, double y, String text) {
    body.append(
        "<text class=\"f-%s%s\" text-anchor=\"%s\" font-size=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n"
            .formatted(
                lettering.ink().css(),
                lettering.bold() ? " bold" : "",
                lettering.anchor().name().toLowerCase(Locale.ROOT),
                number(lettering.size()),
                number(x),
                number(y),
                Texts.escape(text)));
  }

  @Override
  public void hint(double x, double y, double width, double height, String text) {
    body.append(
        "<rect class=\"hint\" %s><title>%s</title></rect>\n"
            .formatted(box(x, y, width, height), Texts.escape(text)));
  }

  private static String box(double x, double y, double width, double height) {
    return "x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\""
        .formatted(number(x), number(y), number(width), number(height));
  }

  private static String path(double[] x, double[] y) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      path.append(i == 0 ? 'M' : 'L').append(number(x[i])).append(' ').append(number(y[i]));
    }
    return path.toString();
  }

  /** A tenth of a pixel is enough. */
  private static String number(double value) {
    long tenths = Math.round(value * 10);
    String sign = tenths < 0 ? "-" : "";
    long size = Math.abs(tenths);
    return sign + size / 10 + (size % 10 == 0 ? "" : "." + size % 10);
  }
}
