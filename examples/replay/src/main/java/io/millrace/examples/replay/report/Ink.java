// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import java.util.Locale;

/**
 * The colours of the charts. On the page they are custom properties of CSS, so that it can darken;
 * pictures use the light ones.
 *
 * <p>The three states differ in lightness as well as in hue, so they stay apart for the
 * colour-blind and in grey; each has a contrast of at least 3:1 to the background (WCAG 2.2,
 * 1.4.11).
 */
enum Ink {
  TEXT(0x1f2933),
  MUTED(0x52606d),
  GRID(0xdde3ea),
  PAPER(0xffffff),
  WAITING(0xc98a00),
  WORKING(0x1f6fb2),
  BLOCKED(0x7a2048),
  ARRIVED(0x1f6fb2),
  DEPARTED(0x7a2048),
  BAND(0xd9e8f5),
  BAR(0x5a7fa8),
  MARK(0x9c2f0c);

  private final int rgb;

  Ink(int rgb) {
    this.rgb = rgb;
  }

  int rgb() {
    return rgb;
  }

  /** The name of its class in the style sheet. */
  String css() {
    return name().toLowerCase(Locale.ROOT);
  }
}
