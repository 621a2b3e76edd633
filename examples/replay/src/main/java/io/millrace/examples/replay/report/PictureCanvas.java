// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** Draws into a picture, with the fonts of the machine. */
record PictureCanvas(Graphics2D graphics) implements Canvas {
  private static final float[] DASHES = {5, 4};

  PictureCanvas {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
  }

  @Override
  public void rectangle(Ink ink, double x, double y, double width, double height) {
    use(ink);
    graphics.fill(new Rectangle2D.Double(x, y, width, height));
  }

  @Override
  public void area(Ink ink, double[] x, double[] y) {
    use(ink);
    Path2D path = path(x, y);
    path.closePath();
    graphics.fill(path);
  }

  @Override
  public void line(Pen pen, double[] x, double[] y) {
    use(pen.ink());
    float width = (float) pen.width();
    graphics.setStroke(
        pen.dashed()
            ? new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
            : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    graphics.draw(path(x, y));
  }

  @Override
  public void text(Lettering lettering, double x, double y, String text) {
    use(lettering.ink());
    int style = lettering.bold() ? Font.BOLD : Font.PLAIN;
    graphics.setFont(new Font(Font.SANS_SERIF, style, 1).deriveFont((float) lettering.size()));
    String visible = Texts.visible(text);
    double width = graphics.getFontMetrics().getStringBounds(visible, graphics).getWidth();
    double shift =
        switch (lettering.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    graphics.drawString(visible, (float) (x - shift), (float) y);
  }

  @Override
  public void hint(double x, double y, double width, double height, String text) {
    // A picture cannot be pointed at.
  }

  private void use(Ink ink) {
    graphics.setColor(new Color(ink.rgb()));
  }

  private static Path2D path(double[] x, double[] y) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < x.length; i++) {
      if (i == 0) {
        path.moveTo(x[i], y[i]);
      } else {
        path.lineTo(x[i], y[i]);
      }
    }
    return path;
  }
}
