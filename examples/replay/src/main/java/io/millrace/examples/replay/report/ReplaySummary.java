// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.engine.Distribution;
import io.millrace.engine.FlowReport;
import io.millrace.engine.StepFlow;
import io.millrace.examples.replay.report.ReplayReport.Note;
import io.millrace.examples.replay.report.ReplayReport.PriorityCell;
import java.util.List;
import java.util.Locale;

/** Puts a report into words and figures for a console. Stateless and thread-safe. */
public final class ReplaySummary {
  private static final int WIDTH = 78;
  private static final int LABEL = 17;

  private final StringBuilder out = new StringBuilder();

  private ReplaySummary() {}

  /**
   * A compact table: printable ASCII only, no line longer than 78 characters, each line ended by a
   * line feed.
   */
  public static String toText(ReplayReport report) {
    return new ReplaySummary().text(report);
  }

  private String text(ReplayReport report) {
    FlowReport flow = report.flow();
    row("Log", report.source().name());
    row(
        "",
        Figures.count(report.incidents(), "incidents")
            + ", "
            + Figures.count(report.events(), "events"));
    row(
        "Span",
        "%s to %s (%s)"
            .formatted(
                Figures.time(flow.from(), report.source().zone()),
                Figures.time(flow.to(), report.source().zone()),
                Figures.zone(report.source().zone())));
    row("Decided by", report.matrix() + ", " + report.pack().id() + " " + report.pack().version());
    line("");
    line(format("%-17s%12s%12s%12s%12s%12s", "hours", "mean", "median", "85%", "95%", "max"));
    times("lead time", flow.leadHours());
    times("  waiting", flow.waitingHours());
    times("  worked on", flow.workingHours());
    times("  blocked", flow.blockedHours());
    if (report.resolveHours().count() > 0) {
      times("until resolved", report.resolveHours());
    }
    line("");
    line(
        format(
            "%-30s%8s%10s%10s%10s%10s",
            "step (mean hours)", "runs", "lead", "waiting", "worked", "blocked"));
    flow.steps().stream().filter(step -> step.runs() > 0).forEach(this::step);
    line("");
    outcome(report);
    return out.toString();
  }

  private void outcome(ReplayReport report) {
    FlowReport flow = report.flow();
    row(
        "In progress",
        "%s on average; %s departures per day"
            .formatted(
                Figures.decimal(flow.averageInSystem()),
                Figures.decimal(flow.throughputPerHour() * 24)));
    row("Hand-offs", Figures.fixed(flow.handOffs().mean()) + " per incident");
    long agreed = report.priorityCells().stream().mapToLong(PriorityCell::agreed).sum();
    long recorded = report.priorityCells().stream().mapToLong(PriorityCell::recorded).sum();
    row(
        "Priority",
        "%s of %s as recorded (%s), in %s cells"
            .formatted(
                Figures.count(agreed),
                Figures.count(recorded),
                Figures.share(agreed, recorded),
                Figures.count(report.priorityCells().size())));
    row("Left out", Figures.count(report.rejections().rows()) + " rows");
    row(
        "Replay",
        "%s, %s incidents per second, peak heap %s%s"
            .formatted(
                Figures.seconds(report.run().elapsedSeconds()),
                Figures.decimal(report.run().itemsPerSecond()),
                Figures.megabytes(report.run().peakHeapMb()),
                report.run().resumed() ? ", resumed" : ""));
    List<Note> notes = report.notes().stream().filter(note -> note.count() > 0).toList();
    for (int i = 0; i < notes.size(); i++) {
      row(i == 0 ? "Notes" : "", Figures.count(notes.get(i).count()) + " x " + notes.get(i).text());
    }
  }

  private void times(String name, Distribution hours) {
    line(
        format(
            "%-17s%12s%12s%12s%12s%12s",
            name,
            Figures.fixed(hours.mean()),
            Figures.fixed(hours.median()),
            Figures.fixed(hours.quantile(0.85)),
            Figures.fixed(hours.quantile(0.95)),
            Figures.fixed(hours.max())));
  }

  private void step(StepFlow step) {
    line(
        format(
            "%-30s%8s%10s%10s%10s%10s",
            Texts.cut(Texts.ascii(step.step()), 29),
            Figures.count(step.runs()),
            Figures.fixed(step.leadHours().mean()),
            Figures.fixed(step.waitingHours().mean()),
            Figures.fixed(step.workingHours().mean()),
            Figures.fixed(step.blockedHours().mean())));
  }

  /** A label and a text beside it, broken between words. */
  private void row(String label, String text) {
    StringBuilder line = new StringBuilder(format("%-17s", label));
    for (String word : Texts.ascii(text).split(" ")) {
      String shown = Texts.cut(word, WIDTH - LABEL);
      if (line.length() > LABEL && line.length() + 1 + shown.length() > WIDTH) {
        line(line.toString());
        line = new StringBuilder(" ".repeat(LABEL));
      }
      line.append(line.length() > LABEL ? " " : "").append(shown);
    }
    line(line.toString());
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
