// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.model.PackRef;
import io.millrace.model.Reason;
import io.millrace.rules.workshop.BacktestConfusion;
import io.millrace.rules.workshop.BacktestFailure;
import io.millrace.rules.workshop.BacktestLoad;
import io.millrace.rules.workshop.BacktestMove;
import io.millrace.rules.workshop.BacktestOutput;
import io.millrace.rules.workshop.BacktestReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report as text for a terminal. */
final class BacktestText {
  private static final int MAX_COLUMNS = 6;
  private static final int MAX_FLOWS = 15;
  private static final int MAX_MOVES = 10;
  private static final int MAX_EXAMPLES = 5;
  private static final int MAX_FAILURES = 5;

  private final BacktestReport report;
  private final BacktestInput input;
  private final StringBuilder text = new StringBuilder();

  private BacktestText(BacktestReport report, BacktestInput input) {
    this.report = report;
    this.input = input;
  }

  static String of(BacktestReport report, BacktestInput input) {
    return new BacktestText(report, input).text();
  }

  private String text() {
    header();
    answers();
    for (BacktestOutput output : OutputTitles.changing(report)) {
      changes(output);
    }
    OutputTitles.loads(report).forEach(this::load);
    OutputTitles.changing(report).forEach(this::moves);
    failures();
    return text.toString();
  }

  private void header() {
    line("Backtest of " + Figures.count(report.items(), "item") + span());
    PackRef old = report.oldPack();
    text.append(
        new TextTable()
            .row("log", input.log() + " (" + input.format() + ")")
            .row("old", old == null ? "as recorded in the log" : pack(input.oldPack(), old))
            .row("new", pack(input.newPack(), report.newPack()))
            .toLeft());
    if (input.rejectedRows() > 0) {
      line("");
      line("Bad rows left out: " + Figures.count(input.rejectedRows()) + ". The first:");
      input.rejections().stream()
          .limit(MAX_FAILURES)
          .forEach(problem -> line("  " + Texts.visible(problem.text())));
    }
  }

  private String span() {
    Instant from = report.from();
    Instant to = report.to();
    return from == null || to == null
        ? ""
        : ", opened from "
            + Figures.day(from, input.zone())
            + " to "
            + Figures.day(to, input.zone())
            + " ("
            + Figures.zone(input.zone())
            + ")";
  }

  private static String pack(@Nullable String argument, PackRef ref) {
    return argument + ": " + ref;
  }

  private void answers() {
    long decided = report.items() - report.failed();
    heading("What changes");
    TextTable table = new TextTable().row("", "compared", "changed", "share", "higher", "lower");
    for (BacktestOutput output : OutputTitles.compared(report)) {
      boolean ranked = output.raised() + output.lowered() > 0;
      table.row(
          OutputTitles.of(output),
          Figures.count(output.compared()),
          Figures.count(output.changed()),
          Figures.percent(output.changed(), output.compared()),
          ranked ? Figures.count(output.raised()) : "",
          ranked ? Figures.count(output.lowered()) : "");
    }
    table.row(
        "Any of these",
        Figures.count(decided),
        Figures.count(report.changed()),
        Figures.percent(report.changed(), decided));
    text.append(table);
  }

  private void changes(BacktestOutput output) {
    BacktestConfusion confusion = output.confusion();
    if (confusion.newValues().size() > MAX_COLUMNS) {
      heading(OutputTitles.of(output) + ": the commonest changes");
      flows(output);
      return;
    }
    heading(OutputTitles.of(output) + ": old (down) by new (across)");
    TextTable table = new TextTable();
    List<String> top = new ArrayList<>(List.of(""));
    top.addAll(confusion.newValues());
    top.add("total");
    table.row(top);
    for (String old : confusion.oldValues()) {
      row(table, old, confusion.newValues().stream().map(v -> confusion.count(old, v)).toList());
    }
    row(
        table,
        "total",
        confusion.newValues().stream()
            .map(v -> confusion.oldValues().stream().mapToLong(o -> confusion.count(o, v)).sum())
            .toList());
    text.append(table);
  }

  private static void row(TextTable table, String name, List<Long> counts) {
    List<String> cells = new ArrayList<>(List.of(name));
    counts.forEach(count -> cells.add(count == 0 ? "." : Figures.count(count)));
    cells.add(Figures.count(counts.stream().mapToLong(n -> n).sum()));
    table.row(cells);
  }

  private void flows(BacktestOutput output) {
    TextTable table = new TextTable().row("old", "new", "items");
    output.flows().stream()
        .limit(MAX_FLOWS)
        .forEach(flow -> table.row(flow.oldValue(), flow.newValue(), Figures.count(flow.items())));
    text.append(table);
  }

  private void load(BacktestOutput output) {
    heading(OutputTitles.of(output) + ": items");
    if (output.compared() == 0) {
      TextTable table = new TextTable().row("", "new", "new a week");
      OutputTitles.newLoad(output)
          .forEach(
              load ->
                  table.row(
                      load.value(),
                      Figures.count(load.newItems()),
                      Figures.decimal(load.newPerWeek())));
      text.append(table);
      return;
    }
    TextTable table =
        new TextTable().row("", "old", "new", "difference", "old a week", "new a week");
    for (BacktestLoad load : output.load()) {
      table.row(
          load.value(),
          Figures.count(load.oldItems()),
          Figures.count(load.newItems()),
          Figures.signed(load.newItems() - load.oldItems()),
          Figures.decimal(load.oldPerWeek()),
          Figures.decimal(load.newPerWeek()));
    }
    text.append(table);
  }

  private void moves(BacktestOutput output) {
    boolean ranked = output.raised() + output.lowered() > 0;
    heading(OutputTitles.of(output) + (ranked ? ": moved most" : ": examples"));
    int most = ranked ? MAX_MOVES : MAX_EXAMPLES;
    for (BacktestMove move : output.moves().stream().limit(most).toList()) {
      String ranks = move.ranks() == 0 ? "" : " (" + Figures.signed(move.ranks()) + ")";
      line(
          "  "
              + Texts.visible(move.itemId())
              + "  "
              + Figures.minute(move.at(), input.zone())
              + "  "
              + Texts.visible(move.oldValue() + " -> " + move.newValue())
              + ranks);
      move.oldReasons().forEach(reason -> line("      old: " + why(reason)));
      move.newReasons().forEach(reason -> line("      new: " + why(reason)));
    }
  }

  private static String why(Reason reason) {
    return Texts.visible(Texts.cut(reason.text() + " [" + reason.rule() + "]", 160));
  }

  private void failures() {
    if (report.failed() == 0) {
      return;
    }
    heading("Could not be decided: " + Figures.count(report.failed(), "item"));
    for (BacktestFailure failure : report.failures().stream().limit(MAX_FAILURES).toList()) {
      line("  " + Texts.visible(failure.itemId()) + ": " + Texts.visible(oneLine(failure)));
    }
  }

  private static String oneLine(BacktestFailure failure) {
    return failure.problem().lines().reduce((a, b) -> a + " " + b).orElse("");
  }

  private void heading(String title) {
    line("");
    line(title);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
