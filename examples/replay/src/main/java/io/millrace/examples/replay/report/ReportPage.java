// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.engine.Distribution;
import io.millrace.engine.FlowReport;
import io.millrace.engine.StepFlow;
import io.millrace.examples.replay.report.Chart.Table;
import io.millrace.examples.replay.report.ReplayReport.PriorityCell;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the page: one file that needs no network. Its content security policy lets only its own
 * style and script run, so that markup in a log could do nothing even if it were let through.
 */
final class ReportPage {
  private static final int WIDE = 1160;
  private static final int NARROW = 570;
  private static final int HEIGHT = 360;

  private final StringBuilder html = new StringBuilder();
  private final ReplayReport report;
  private final Map<String, Chart> charts;
  private final List<String> remarks;

  private ReportPage(ReplayReport report, List<Chart> charts, List<String> remarks) {
    this.report = report;
    this.charts = charts.stream().collect(Collectors.toMap(Chart::id, chart -> chart));
    this.remarks = remarks;
  }

  static String of(ReplayReport report, List<Chart> charts, List<String> remarks) {
    return new ReportPage(report, charts, remarks).page();
  }

  private String page() {
    String style = resource("page.css");
    String script = resource("page.js");
    String title = Texts.escape("Replay of " + report.source().name());
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src 'sha256-%s'; script-src 'sha256-%s'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s - Millrace</title>
        <style>%s</style>
        </head>
        <body>
        """
            .formatted(sha256(style), sha256(script), title, style));
    header(title);
    html.append("<main>\n");
    flow();
    times();
    steps();
    teamsAndPriorities();
    left();
    provenance();
    html.append("</main>\n<div id=\"tip\" hidden></div>\n<script>")
        .append(script)
        .append("</script>\n</body>\n</html>\n");
    return html.toString();
  }

  private void header(String title) {
    FlowReport flow = report.flow();
    html.append(
        "<header>\n<p class=\"brand\">Millrace replay report</p>\n<h1>%s</h1>\n<p>%s</p>\n"
            .formatted(
                title,
                Texts.escape(
                    "%s in %s, from %s to %s (%s)."
                        .formatted(
                            Figures.count(report.incidents(), "incidents"),
                            Figures.count(report.events(), "events"),
                            Figures.time(flow.from(), report.source().zone()),
                            Figures.time(flow.to(), report.source().zone()),
                            Figures.zone(report.source().zone())))));
    remarks.forEach(
        remark ->
            html.append(
                "<p class=\"remark\" role=\"note\">%s</p>\n".formatted(Texts.escape(remark))));
    html.append("<dl class=\"headlines\">\n");
    for (Headlines headline : Headlines.of(report)) {
      html.append(
          "<div><dt>%s</dt><dd><b>%s</b> <span>%s</span></dd></div>\n"
              .formatted(
                  Texts.escape(headline.name()),
                  Texts.escape(headline.value()),
                  Texts.escape(headline.detail())));
    }
    html.append("</dl>\n</header>\n");
  }

  private void flow() {
    chart("wip", WIDE);
    html.append("<div class=\"pair\">\n");
    chart("cumulative-flow", NARROW);
    chart("lead-time", NARROW);
    html.append("</div>\n");
  }

  private void times() {
    FlowReport flow = report.flow();
    List<List<String>> rows = new ArrayList<>();
    rows.add(times("Lead time", flow.leadHours()));
    rows.add(times("Cycle time (worked on and blocked)", flow.cycleHours()));
    rows.add(times("Waiting", flow.waitingHours()));
    rows.add(times("Worked on", flow.workingHours()));
    rows.add(times("Blocked", flow.blockedHours()));
    if (report.resolveHours().count() > 0) {
      rows.add(times("Until resolved", report.resolveHours()));
    }
    section(
        "times",
        "Times of incidents, in hours",
        "Percentiles by linear interpolation, over the incidents that were closed.",
        new Table(List.of("", "Incidents", "Mean", "Median", "85%", "95%", "Longest"), rows));
  }

  private static List<String> times(String name, Distribution hours) {
    return List.of(
        name,
        Figures.count(hours.count()),
        Figures.fixed(hours.mean()),
        Figures.fixed(hours.median()),
        Figures.fixed(hours.quantile(0.85)),
        Figures.fixed(hours.quantile(0.95)),
        Figures.fixed(hours.max()));
  }

  private void steps() {
    chart("step-time", WIDE);
    section(
        "steps",
        "Steps",
        "Hours are means per run. An inferred run is one that the log does not show; it takes no"
            + " time.",
        new Table(
            List.of(
                "Step",
                "Runs",
                "Inferred",
                "Lead",
                "Waiting",
                "Worked on",
                "Blocked",
                "Median lead",
                "85% lead",
                "Hand-offs",
                "Open on average"),
            report.flow().steps().stream().map(ReportPage::row).toList()));
  }

  private static List<String> row(StepFlow step) {
    return List.of(
        step.step(),
        Figures.count(step.runs()),
        Figures.count(step.inferredRuns()),
        Figures.fixed(step.leadHours().mean()),
        Figures.fixed(step.waitingHours().mean()),
        Figures.fixed(step.workingHours().mean()),
        Figures.fixed(step.blockedHours().mean()),
        Figures.fixed(step.leadHours().median()),
        Figures.fixed(step.leadHours().quantile(0.85)),
        Figures.fixed(step.handOffs().mean()),
        Figures.fixed(step.averageOpen()));
  }

  private void teamsAndPriorities() {
    long agreed = report.priorityCells().stream().mapToLong(PriorityCell::agreed).sum();
    long recorded = report.priorityCells().stream().mapToLong(PriorityCell::recorded).sum();
    html.append("<div class=\"pair\">\n");
    chart("hand-offs", NARROW);
    section(
        "priorities",
        "Priorities",
        "As decided last, against the priority that the log records: %s of %s agree (%s)."
            .formatted(
                Figures.count(agreed), Figures.count(recorded), Figures.share(agreed, recorded)),
        new Table(
            List.of("Impact", "Urgency", "Decided", "Incidents", "Agree"),
            report.priorityCells().stream().map(ReportPage::row).toList()));
    html.append("</div>\n");
  }

  private static List<String> row(PriorityCell cell) {
    return List.of(
        cell.impact(),
        cell.urgency(),
        cell.priority(),
        Figures.count(cell.count()),
        Figures.share(cell.agreed(), cell.recorded()));
  }

  private void left() {
    if (!report.notes().isEmpty()) {
      section(
          "notes",
          "What was done about the dirt of the log",
          "Rules that were applied, and how often.",
          new Table(
              List.of("Rule", "What was found and done", "Times"),
              report.notes().stream()
                  .map(note -> List.of(note.id(), note.text(), Figures.count(note.count())))
                  .toList()));
    }
    ReplayReport.Rejections rejections = report.rejections();
    if (rejections.rows() == 0) {
      return;
    }
    section(
        "rejections",
        "Rows left out",
        "%s rows were left out of the replay; the first problems are listed."
            .formatted(Figures.count(rejections.rows())),
        new Table(
            List.of("Line", "Problem"),
            rejections.first().stream()
                .map(p -> List.of(p.line() > 0 ? Long.toString(p.line()) : "-", p.text()))
                .toList()));
  }

  private void provenance() {
    section(
        "provenance",
        "How this was made",
        "",
        new Table(
            List.of("", "Value"),
            List.of(
                List.of("Log", report.source().name()),
                List.of("Format", report.source().format()),
                List.of("SHA-256 of the log", report.source().sha256()),
                List.of("Priority matrix", report.matrix()),
                List.of("Policy pack", report.pack().id() + " " + report.pack().version()),
                List.of("SHA-256 of the pack", report.pack().digest()),
                List.of(
                    "Ended without a close in the log",
                    Figures.count(report.outcome().endedUnconfirmed())),
                List.of("Step runs inferred", Figures.count(report.outcome().inferredSteps())),
                List.of("Resumed after a stop", report.run().resumed() ? "yes" : "no"))));
    paragraph("All figures, unrounded, are in report.json beside this page.");
  }

  private void chart(String id, int width) {
    Chart chart = charts.get(id);
    if (chart == null) {
      throw new IllegalStateException("No chart " + id);
    }
    html.append(
        """
        <section id="%s" class="card">
        <h2>%s</h2>
        <p>%s</p>
        <figure>
        <div class="scroll %s">
        %s</div>
        <figcaption>%s</figcaption>
        </figure>
        <details><summary>These figures as a table</summary>
        """
            .formatted(
                id,
                Texts.escape(chart.title()),
                Texts.escape(chart.summary()),
                width == WIDE ? "wide" : "half",
                SvgCanvas.draw(chart, width, HEIGHT),
                Texts.escape(chart.reading())));
    table(chart.title(), chart.table());
    html.append("</details>\n</section>\n");
  }

  private void section(String id, String title, String text, Table table) {
    html.append("<section id=\"%s\" class=\"card\">\n<h2>%s</h2>\n".formatted(id, title));
    if (!text.isEmpty()) {
      paragraph(text);
    }
    table(title, table);
    html.append("</section>\n");
  }

  private void paragraph(String text) {
    html.append("<p>").append(Texts.escape(text)).append("</p>\n");
  }

  private void table(String name, Table table) {
    html.append(
        "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"%s\">\n<table>\n<thead><tr>"
            .formatted(Texts.escape(name)));
    for (int i = 0; i < table.header().size(); i++) {
      int column = i;
      boolean figures = column > 0 && table.rows().stream().allMatch(r -> isFigure(r.get(column)));
      html.append(figures ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">")
          .append(Texts.escape(table.header().get(i)))
          .append("</th>");
    }
    html.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      html.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        String cell = Texts.escape(row.get(i));
        html.append(
            i == 0
                ? "<th scope=\"row\">" + cell + "</th>"
                : (isFigure(row.get(i)) ? "<td class=\"n\">" : "<td>") + cell + "</td>");
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n</div>\n");
  }

  private static boolean isFigure(String cell) {
    return cell.equals("-") || cell.matches("-?[0-9][0-9,.]*%?");
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Resource " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
