// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.logs.SortedLog;
import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.workshop.Backtest;
import io.millrace.rules.workshop.BacktestReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Decides the items of a ticket log once more, and compares. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    versionProvider = ToolVersion.class,
    sortOptions = false,
    abbreviateSynopsis = true,
    description = {
      "Compares the answers of two policy packs, or of one with the past, on a log of tickets or"
          + " of decisions.",
      "",
      "Each item is decided once more, as of its opening and with the facts of its first row."
          + " Without an old pack the answers are compared with what the log records in the"
          + " item's last row: priority, team, category and kind. Nothing is changed.%n"
    },
    footer = {
      "",
      "Example:",
      "  millrace policy backtest --log log.csv.gz --new matrix:servicenow --html b.html"
    })
@SuppressWarnings("NullAway.Init") // filled by picocli
final class BacktestCommand implements Callable<Integer> {
  @Mixin private LogArguments log;

  @Option(
      names = "--old",
      paramLabel = "PACK",
      description = "the pack to compare with; what the log records if not said")
  private @Nullable String oldPack;

  @Option(
      names = "--new",
      paramLabel = "PACK",
      required = true,
      description = "the pack to try: " + PackArgument.FORMS)
  private String newPack;

  @Option(
      names = "--points",
      paramLabel = "POINT",
      split = ",",
      description =
          "decision points, in this order; classification,priority,class-of-service,routing if"
              + " not said")
  private List<String> points = new ArrayList<>();

  @Option(
      names = "--hide",
      paramLabel = "FACT",
      split = ",",
      description =
          "columns that the policies must not see, such as a recorded category that they are to"
              + " find; priority and team are never shown")
  private Set<String> hidden = Set.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "decide only the N items that ended first; all if not said")
  private long limit = Long.MAX_VALUE;

  @Option(names = "--json", paramLabel = "FILE", description = "write the report as JSON, too")
  private @Nullable Path json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "write the report as a page for browsers, too")
  private @Nullable Path html;

  @Mixin private Output output;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new InvalidInputException(
          "Expected the limit to be at least 1 item, but it is " + limit + ".",
          "leave it out to decide all items");
    }
    Output.requireWritable(json);
    Output.requireWritable(html);
    PackArgument oldArgument = oldPack == null ? null : new PackArgument(oldPack);
    try (PolicyPack now = new PackArgument(newPack).load();
        PolicyPack before = oldArgument == null ? null : oldArgument.load()) {
      Backtest backtest = backtest(before, now);
      try (ProgressDisplay progress = output.progress()) {
        if (log.isOfDecisions()) {
          decideRecorded(backtest, progress);
        } else {
          decideTickets(backtest, progress);
        }
      }
    }
    return 0;
  }

  private Backtest backtest(@Nullable PolicyPack before, PolicyPack now) {
    Backtest.Builder builder = Backtest.of(now).old(before);
    if (!points.isEmpty()) {
      builder.points(points.stream().map(String::strip).map(DecisionPoint::new).toList());
    }
    return builder.build();
  }

  private void decideTickets(Backtest backtest, ProgressDisplay progress) {
    try (SortedLog sorted = log.open(progress::preparing)) {
      BacktestReport report = run(backtest, sorted, progress);
      write(report, input(sorted), "");
    }
  }

  private void decideRecorded(Backtest backtest, ProgressDisplay progress) {
    Path file = log.log();
    String digest = DecisionItems.digest(file);
    try (DecisionItems items =
        new DecisionItems(file, backtest.points(), hidden, limit, log.skipsBadRows())) {
      progress.begin("Deciding", -1, " items");
      BacktestReport report = backtest.run(items, progress::step);
      progress.close();
      BacktestInput input =
          new BacktestInput(
              String.valueOf(file.getFileName()),
              LogArguments.DECISIONS,
              digest,
              log.zone(),
              items.rejected(),
              items.rejections(),
              oldPack,
              newPack);
      write(report, input, leftOut(items.leftOut()));
    }
  }

  private static String leftOut(long lines) {
    return lines == 0
        ? ""
        : "\nLines left out, as they hold other decisions: " + Figures.count(lines) + ".\n";
  }

  private BacktestReport run(Backtest backtest, SortedLog sorted, ProgressDisplay progress) {
    PastItems items = new PastItems(sorted, hidden, limit);
    progress.begin("Deciding", items.count(), " items");
    BacktestReport report = backtest.run(items, progress::step);
    progress.close();
    return report;
  }

  private BacktestInput input(SortedLog sorted) {
    return new BacktestInput(
        String.valueOf(sorted.source().getFileName()),
        sorted.format().name().toLowerCase(Locale.ROOT),
        sorted.sha256(),
        log.zone(),
        sorted.rejectedRows(),
        sorted.rejections(),
        oldPack,
        newPack);
  }

  private void write(BacktestReport report, BacktestInput input, String note) {
    StringBuilder written = new StringBuilder();
    if (json != null) {
      Output.write(json, BacktestJson.of(report, input));
      written.append("JSON: ").append(json).append('\n');
    }
    if (html != null) {
      Output.write(html, BacktestPage.of(report, input));
      written.append("Page: ").append(html).append('\n');
    }
    output.print(BacktestText.of(report, input) + note + (written.isEmpty() ? "" : "\n" + written));
  }
}
