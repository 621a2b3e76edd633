// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

/**
 * What charts are drawn on: a page or a picture. One drawing for both keeps them the same chart.
 * Lengths are in pixels of the page, y grows downwards. For one thread.
 */
interface Canvas {

  /** Where a text stands relative to its point. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** How a text looks. */
  record Lettering(Ink ink, Anchor anchor, double size, boolean bold) {
    private static final double SMALL = 12;

    static Lettering small(Anchor anchor) {
      return new Lettering(Ink.MUTED, anchor, SMALL, false);
    }

    static Lettering strong(Anchor anchor) {
      return new Lettering(Ink.TEXT, anchor, SMALL, true);
    }

    Lettering in(Ink other) {
      return new Lettering(other, anchor, size, bold);
    }

    /** A generous guess, as a page does not know its font. */
    double width(String text) {
      return text.length() * size * (bold ? 0.6 : 0.56);
    }
  }

  /** How a line looks. */
  record Pen(Ink ink, double width, boolean dashed) {
    static final Pen GRID = new Pen(Ink.GRID, 1, false);
    static final Pen AXIS = new Pen(Ink.MUTED, 1, false);
  }

  void rectangle(Ink ink, double x, double y, double width, double height);

  /** A filled polygon. */
  void area(Ink ink, double[] x, double[] y);

  void line(Pen pen, double[] x, double[] y);

  /** A text on one line; y is its base line. */
  void text(Lettering lettering, double x, double y, String text);

  /** What to say when a reader points there; a picture leaves it out. */
  void hint(double x, double y, double width, double height, String text);

  default void line(Pen pen, double x1, double y1, double x2, double y2) {
    line(pen, new double[] {x1, x2}, new double[] {y1, y2});
  }
}
