// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.rules.workshop.BacktestLoad;
import io.millrace.rules.workshop.BacktestOutput;
import java.util.List;
import java.util.Locale;

/** Draws the load of each answer, old above new, as bars in SVG. Colours are the page's. */
final class LoadChart {
  private static final int WIDTH = 570;
  private static final int LABELS = 150;
  private static final int NUMBERS = 112;
  private static final int ROW = 40;
  private static final int BAR = 13;
  private static final int MAX_LABEL = 22;

  private LoadChart() {}

  static String of(String title, BacktestOutput output) {
    boolean withOld = output.compared() > 0;
    List<BacktestLoad> load = withOld ? output.load() : OutputTitles.newLoad(output);
    long most =
        load.stream().mapToLong(one -> Math.max(one.oldItems(), one.newItems())).max().orElse(1);
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, load.size() * ROW + 4, Texts.escape(title + ": items, old and new")));
    int top = 4;
    for (BacktestLoad one : load) {
      row(svg, one, top, most, withOld);
      top += ROW;
    }
    return svg.append("</svg>\n").toString();
  }

  private static void row(
      StringBuilder svg, BacktestLoad load, int top, long most, boolean withOld) {
    svg.append(
        "<g><title>%s: old %s, new %s</title>\n"
            .formatted(
                Texts.escape(load.value()),
                Figures.count(load.oldItems()),
                Figures.count(load.newItems())));
    String label = Texts.escape(Texts.cut(load.value(), MAX_LABEL));
    text(svg, LABELS - 10, top + 18, "end", "label", label);
    if (withOld) {
      bar(svg, "old", load.oldItems(), load.oldPerWeek(), top, most);
      bar(svg, "new", load.newItems(), load.newPerWeek(), top + BAR + 2, most);
    } else {
      bar(svg, "new", load.newItems(), load.newPerWeek(), top + BAR / 2, most);
    }
    svg.append("</g>\n");
  }

  private static void bar(
      StringBuilder svg, String side, long items, double perWeek, int top, long most) {
    double width = (double) (WIDTH - LABELS - NUMBERS) * items / most;
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"2\"/>\n",
            side,
            LABELS,
            top,
            items == 0 ? 0.0 : Math.max(1.5, width),
            BAR));
    String number =
        items == 0 ? "0" : Figures.count(items) + "  ·  " + Figures.decimal(perWeek) + "/wk";
    text(svg, (int) (LABELS + width) + 6, top + 11, "start", "number", number);
  }

  private static void text(
      StringBuilder svg, int x, int y, String anchor, String kind, String content) {
    svg.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
            .formatted(kind, x, y, anchor, content));
  }
}
