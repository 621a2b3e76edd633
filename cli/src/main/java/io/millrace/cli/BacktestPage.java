// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.model.PackRef;
import io.millrace.model.Reason;
import io.millrace.rules.workshop.BacktestFailure;
import io.millrace.rules.workshop.BacktestFlow;
import io.millrace.rules.workshop.BacktestMove;
import io.millrace.rules.workshop.BacktestOutput;
import io.millrace.rules.workshop.BacktestReport;
import io.millrace.rules.workshop.BacktestSide;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report as one page for browsers. */
final class BacktestPage {
  private static final int MAX_COLUMNS = 6;

  private final BacktestReport report;
  private final BacktestInput input;
  private final StringBuilder html = new StringBuilder();

  private BacktestPage(BacktestReport report, BacktestInput input) {
    this.report = report;
    this.input = input;
  }

  static String of(BacktestReport report, BacktestInput input) {
    return new BacktestPage(report, input).page();
  }

  private String page() {
    header();
    html.append("<main>\n");
    answers();
    OutputTitles.changing(report).forEach(this::changes);
    loads();
    OutputTitles.changing(report).forEach(this::moves);
    failures();
    provenance();
    html.append("</main>\n");
    return HtmlPage.of("Backtest of " + input.log(), "backtest.css", html.toString());
  }

  private void header() {
    String old = input.oldPack() == null ? "what was recorded" : input.oldPack();
    html.append("<header>\n<p class=\"brand\">Millrace backtest</p>\n<h1>")
        .append(Texts.escape(input.newPack()))
        .append(" <span>against</span> ")
        .append(Texts.escape(String.valueOf(old)))
        .append("</h1>\n");
    paragraph(input.log() + span());
    html.append("<dl class=\"headlines\">\n");
    long decided = report.items() - report.failed();
    headline(
        "Items decided",
        Figures.count(decided),
        report.failed() == 0
            ? "all of the log's"
            : Figures.count(report.failed()) + " could not be decided");
    headline(
        "Items that change",
        Figures.percent(report.changed(), decided),
        Figures.count(report.changed()) + " get another answer");
    report.findOutput("priority_level").ifPresent(this::headline);
    report.findOutput("routing_team").ifPresent(this::headline);
    html.append("</dl>\n</header>\n");
  }

  private String span() {
    Instant from = report.from();
    Instant to = report.to();
    return from == null || to == null
        ? ""
        : ": items opened from "
            + Figures.day(from, input.zone())
            + " to "
            + Figures.day(to, input.zone())
            + ", "
            + Figures.decimal(report.weeks())
            + " weeks";
  }

  private void headline(BacktestOutput output) {
    boolean ranked = output.raised() + output.lowered() > 0;
    headline(
        OutputTitles.of(output) + " changes",
        Figures.percent(output.changed(), output.compared()),
        output.compared() == 0
            ? "nothing to compare with"
            : ranked
                ? Figures.count(output.raised())
                    + " higher, "
                    + Figures.count(output.lowered())
                    + " lower"
                : Figures.count(output.changed()) + " of " + Figures.count(output.compared()));
  }

  private void headline(String name, String value, String detail) {
    html.append(
        "<div><dt>%s</dt><dd><b>%s</b> <span>%s</span></dd></div>\n"
            .formatted(Texts.escape(name), Texts.escape(value), Texts.escape(detail)));
  }

  private void answers() {
    html.append(
        """
        <section class="card">
        <h2>What changes</h2>
        <div class="scroll">
        <table>
        <thead><tr><th scope="col">Answer</th><th scope="col" class="n">Compared</th>\
        <th scope="col" class="n">Changed</th><th scope="col" class="n">Share</th>\
        <th scope="col" class="n">Higher</th><th scope="col" class="n">Lower</th></tr></thead>
        <tbody>
        """);
    for (BacktestOutput output : OutputTitles.compared(report)) {
      boolean ranked = output.raised() + output.lowered() > 0;
      html.append("<tr><th scope=\"row\">")
          .append(Texts.escape(OutputTitles.of(output)))
          .append("</th>");
      figure(Figures.count(output.compared()));
      figure(Figures.count(output.changed()));
      figure(Figures.percent(output.changed(), output.compared()));
      figure(ranked ? Figures.count(output.raised()) : "");
      figure(ranked ? Figures.count(output.lowered()) : "");
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n</div>\n");
    if (report.changed() == 0) {
      paragraph("Every answer that was compared stays as it is.");
    }
    html.append("</section>\n");
  }

  private void figure(String text) {
    html.append("<td class=\"n\">").append(Texts.escape(text)).append("</td>");
  }

  private void changes(BacktestOutput output) {
    String title = OutputTitles.of(output);
    html.append("<section class=\"card\">\n<h2>")
        .append(Texts.escape(title))
        .append(": from old to new</h2>\n");
    paragraph(
        "%s of %s items get another answer (%s). Shades follow the logarithm of the count."
            .formatted(
                Figures.count(output.changed()),
                Figures.count(output.compared()),
                Figures.percent(output.changed(), output.compared())));
    html.append(HeatMap.of(title, output.confusion()));
    html.append(
        "<p class=\"legend\"><i class=\"s4\"></i> same answer <i class=\"m4\"></i> another answer"
            + " <i class=\"u4\"></i> not compared, or both among the others</p>\n");
    if (output.confusion().newValues().size() > MAX_COLUMNS) {
      flows(output);
    }
    html.append("</section>\n");
  }

  private void flows(BacktestOutput output) {
    html.append(
        """
        <details><summary>The commonest changes as a list</summary>
        <table class="narrow">
        <thead><tr><th scope="col">Old</th><th scope="col">New</th>\
        <th scope="col" class="n">Items</th></tr></thead>
        <tbody>
        """);
    for (BacktestFlow flow : output.flows()) {
      html.append("<tr>");
      cell("", flow.oldValue());
      cell("", flow.newValue());
      figure(Figures.count(flow.items()));
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n</details>\n");
  }

  private void loads() {
    List<BacktestOutput> loads = OutputTitles.loads(report);
    if (loads.isEmpty()) {
      return;
    }
    html.append("<div class=\"pair\">\n<div>\n");
    loads.subList(0, loads.size() - 1).forEach(this::load);
    html.append("</div>\n<div>\n");
    load(loads.get(loads.size() - 1));
    html.append("</div>\n</div>\n");
  }

  private void load(BacktestOutput output) {
    String title = OutputTitles.of(output);
    html.append("<section class=\"card\">\n<h2>")
        .append(Texts.escape(title))
        .append(": load</h2>\n<p class=\"legend\">")
        .append(output.compared() > 0 ? "<i class=\"old\"></i> old " : "")
        .append("<i class=\"new\"></i> new, as items and items a week</p>\n")
        .append(LoadChart.of(title, output))
        .append("</section>\n");
  }

  private void moves(BacktestOutput output) {
    boolean ranked = output.raised() + output.lowered() > 0;
    html.append("<section class=\"card\">\n<h2>")
        .append(Texts.escape(OutputTitles.of(output)))
        .append(ranked ? ": items that move most</h2>\n" : ": examples</h2>\n");
    paragraph(ranked ? "The farthest first." : "Examples of the commonest changes, in turns.");
    html.append(
        """
        <div class="scroll">
        <table class="moves">
        <thead><tr><th scope="col">Item</th><th scope="col">Opened</th><th scope="col">Old</th>\
        <th scope="col">New</th><th scope="col">Why</th></tr></thead>
        <tbody>
        """);
    for (BacktestMove move : output.moves()) {
      html.append("<tr><th scope=\"row\">").append(Texts.escape(move.itemId())).append("</th>");
      cell("t", Figures.minute(move.at(), input.zone()));
      cell("", move.oldValue());
      html.append("<td>").append(Texts.escape(move.newValue())).append(ranks(move.ranks()));
      html.append("</td><td class=\"why\">");
      move.oldReasons().forEach(reason -> why("old", reason));
      move.newReasons().forEach(reason -> why("new", reason));
      html.append("</td></tr>\n");
    }
    html.append("</tbody>\n</table>\n</div>\n</section>\n");
  }

  private static String ranks(int ranks) {
    if (ranks == 0) {
      return "";
    }
    String kind = ranks > 0 ? "up" : "down";
    return " <span class=\"%s\">%s %s</span>"
        .formatted(kind, ranks > 0 ? "▲" : "▼", Math.abs(ranks));
  }

  private void why(String side, Reason reason) {
    html.append(
        "<p><b>%s</b> %s <code>%s</code></p>"
            .formatted(side, Texts.escape(reason.text()), Texts.escape(reason.rule())));
  }

  private void cell(String kind, String text) {
    html.append(kind.isEmpty() ? "<td>" : "<td class=\"" + kind + "\">")
        .append(Texts.escape(text))
        .append("</td>");
  }

  private void failures() {
    if (report.failed() == 0) {
      return;
    }
    html.append("<section class=\"card\">\n<h2>Could not be decided</h2>\n");
    paragraph(Figures.count(report.failed(), "item") + " are in no comparison. The first of them:");
    html.append(
        """
        <div class="scroll">
        <table>
        <thead><tr><th scope="col">Item</th><th scope="col">Opened</th><th scope="col">Pack</th>\
        <th scope="col">Problem</th></tr></thead>
        <tbody>
        """);
    for (BacktestFailure failure : report.failures()) {
      html.append("<tr><th scope=\"row\">").append(Texts.escape(failure.itemId())).append("</th>");
      cell("t", Figures.minute(failure.at(), input.zone()));
      cell("", failure.side() == BacktestSide.OLD ? "old" : "new");
      cell("", failure.problem().replace('\n', ' '));
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n</div>\n</section>\n");
  }

  private void provenance() {
    html.append("<section class=\"card\">\n<h2>How this was made</h2>\n");
    paragraph(
        "Each item was decided once, as of its opening, with the facts of its first row. The log"
            + " was not changed, and neither was anything else.");
    html.append("<div class=\"scroll\">\n<table>\n<tbody>\n");
    row("Log", input.log() + " (" + input.format() + ")");
    row("SHA-256 of the log", input.sha256());
    row("Zone", Figures.zone(input.zone()));
    row("Bad rows left out", Figures.count(input.rejectedRows()));
    row("Old", pack(input.oldPack(), report.oldPack()));
    row("New", pack(input.newPack(), report.newPack()));
    row("Decision points", String.join(", ", report.points().stream().map(p -> p.name()).toList()));
    html.append("</tbody>\n</table>\n</div>\n</section>\n");
  }

  private static String pack(@Nullable String argument, @Nullable PackRef ref) {
    return ref == null
        ? "recorded in the last row of each item"
        : argument + ": " + ref.id() + " " + ref.version() + ", SHA-256 " + ref.digest();
  }

  private void row(String name, String value) {
    html.append("<tr><th scope=\"row\">").append(Texts.escape(name)).append("</th>");
    cell("", value);
    html.append("</tr>\n");
  }

  private void paragraph(String text) {
    html.append("<p>").append(Texts.escape(text)).append("</p>\n");
  }
}
