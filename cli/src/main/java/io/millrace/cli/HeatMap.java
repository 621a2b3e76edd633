// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.rules.workshop.BacktestConfusion;
import java.util.List;

/**
 * Writes a confusion table as an HTML table whose cells are shaded by their counts. Shades follow
 * the logarithm, so that a handful of moved items is still seen beside thousands that stay.
 */
final class HeatMap {
  private static final int SHADES = 6;
  private static final int ROOMY = 9;

  private final BacktestConfusion confusion;
  private final StringBuilder html = new StringBuilder();
  private final long most;

  private HeatMap(BacktestConfusion confusion) {
    this.confusion = confusion;
    this.most = confusion.counts().stream().flatMap(List::stream).mapToLong(n -> n).max().orElse(0);
  }

  static String of(String title, BacktestConfusion confusion) {
    return new HeatMap(confusion).table(title);
  }

  private String table(String title) {
    html.append(
        """
        <div class="scroll" tabindex="0" role="region" aria-label="%s">
        <table class="heat%s">
        <thead><tr><th class="corner" scope="col">old ↓&ensp;new →</th>"""
            .formatted(
                Texts.escape(title + ": old by new"),
                confusion.newValues().size() > ROOMY ? " dense" : ""));
    for (String value : confusion.newValues()) {
      html.append("<th scope=\"col\">").append(Texts.escape(value)).append("</th>");
    }
    html.append("<th scope=\"col\" class=\"sum\">total</th></tr></thead>\n<tbody>\n");
    for (String old : confusion.oldValues()) {
      row(old);
    }
    html.append("<tr class=\"sum\"><th scope=\"row\">total</th>");
    long all = 0;
    for (String value : confusion.newValues()) {
      long sum = 0;
      for (String old : confusion.oldValues()) {
        sum += confusion.count(old, value);
      }
      all += sum;
      sum(sum);
    }
    sum(all);
    return html.append("</tr>\n</tbody>\n</table>\n</div>\n").toString();
  }

  private void row(String old) {
    html.append("<tr><th scope=\"row\">").append(Texts.escape(old)).append("</th>");
    long sum = 0;
    for (String value : confusion.newValues()) {
      long count = confusion.count(old, value);
      sum += count;
      html.append("<td class=\"")
          .append(kind(old, value, count))
          .append("\">")
          .append(count == 0 ? "·" : Figures.count(count))
          .append("</td>");
    }
    sum(sum);
    html.append("</tr>\n");
  }

  private void sum(long sum) {
    html.append("<td class=\"sum\">").append(Figures.count(sum)).append("</td>");
  }

  /** Same answers, other answers, or nothing that can be compared. */
  private String kind(String old, String value, long count) {
    if (count == 0) {
      return "zero";
    }
    boolean unknown =
        old.equals(BacktestConfusion.NONE)
            || old.equals(BacktestConfusion.OTHER) && value.equals(BacktestConfusion.OTHER);
    return (unknown ? "u" : old.equals(value) ? "s" : "m") + shade(count);
  }

  private int shade(long count) {
    double share = most <= 1 ? 1 : Math.log1p(count) / Math.log1p(most);
    return 1 + (int) Math.min(SHADES - 1, Math.floor(share * SHADES));
  }
}
