// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import io.millrace.examples.replay.report.ReplayReport;
import io.millrace.examples.replay.report.ReplaySummary;
import io.millrace.examples.replay.report.ReportFolder;
import io.millrace.examples.replay.report.ReportWriter;
import io.millrace.logs.LogFormat;
import io.millrace.model.InvalidInputException;
import io.millrace.model.MillraceException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command line of the replay. Exit codes: 0 done, 1 unexpected failure, 2 bad input, 130
 * stopped.
 */
@Command(
    name = "millrace-replay",
    mixinStandardHelpOptions = true,
    version = "Millrace replay 0.1.0",
    sortOptions = false,
    description = {
      "Replays an incident log through the value stream that restores a live service,",
      "and reports flow and priorities. Without a log it replays a made-up day at Axle Car Hire.",
      "A replay that was killed continues when it is started again with the same options."
    })
@SuppressWarnings("NullAway.Init") // filled by picocli
public final class ReplayCommand implements Callable<Integer> {
  private static final int MAX_BATCH = 10_000;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "LOG",
      description = "ServiceNow incident audit log (.csv, .csv.gz) or XES (.xes, .xes.gz)")
  private @Nullable Path log;

  @Option(
      names = "--format",
      paramLabel = "servicenow|xes",
      description = "the log's format; found out by name and content if not said")
  private @Nullable String format;

  @Option(
      names = "--matrix",
      paramLabel = "NAME|FILE",
      description =
          "priority matrix: default, servicenow, glpi, itop, or a CSV file;"
              + " servicenow for ServiceNow logs and default for others if not said")
  private @Nullable String matrix;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "what the log's states mean (YAML); the format's own mapping if not said")
  private @Nullable Path mapping;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "zone of times that name none; ${DEFAULT-VALUE} if not said")
  private String zone;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      defaultValue = "replay-report",
      description = "folder of the report; ${DEFAULT-VALUE} if not said")
  private Path report;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of the database, kept; beside the report and deleted if not said")
  private @Nullable Path data;

  @Option(names = "--skip-bad-rows", description = "leave bad rows out and list them")
  private boolean skipBadRows;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "64",
      description = "log events in one transaction, from 1; ${DEFAULT-VALUE} if not said")
  private int batch;

  @Option(names = "--quiet", description = "show no progress")
  private boolean quiet;

  @Spec private CommandSpec spec;

  private final StopSignal stop;

  ReplayCommand(StopSignal stop) {
    this.stop = stop;
  }

  /** Runs the command line and ends the process. */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    StopSignal stop = new StopSignal();
    stop.listen();
    int exitCode;
    try {
      PrintWriter out = new PrintWriter(System.out, true);
      exitCode = run(stop, out, new PrintWriter(System.err, true), arguments);
    } finally {
      stop.ended();
    }
    System.exit(exitCode);
  }

  static int run(StopSignal stop, PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new ReplayCommand(stop))
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler(ReplayCommand::explain)
        .execute(arguments);
  }

  private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult result)
      throws Exception {
    if (failure instanceof MillraceException) {
      line.getErr().println(failure.getMessage());
      return 2;
    }
    if (failure instanceof ReplayStoppedException) {
      line.getErr().println(failure.getMessage());
      return 130;
    }
    throw failure;
  }

  @Override
  public Integer call() {
    ReplayOptions options =
        new ReplayOptions(
            log,
            parseFormat(format),
            matrix,
            mapping,
            report,
            data,
            parseZone(zone),
            skipBadRows,
            checkBatch(batch),
            quiet);
    ReportWriter.check(report);
    ReplayReport result;
    try (Replay replay = Replay.open(options, stop, spec.commandLine().getErr())) {
      result = replay.run();
      ReportFolder written = ReportWriter.write(result, report);
      replay.done();
      PrintWriter out = spec.commandLine().getOut();
      out.print(ReplaySummary.toText(result));
      written.remarks().forEach(out::println);
      out.println("Report: " + written.folder().resolve("index.html"));
      out.flush();
    }
    return 0;
  }

  private static int checkBatch(int size) {
    if (size < 1 || size > MAX_BATCH) {
      throw new InvalidInputException(
          "Expected the batch to be from 1 to " + MAX_BATCH + " events, but it is " + size + ".",
          "leave it out to take the default");
    }
    return size;
  }

  private static @Nullable LogFormat parseFormat(@Nullable String name) {
    if (name == null) {
      return null;
    }
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "servicenow" -> LogFormat.SERVICENOW;
      case "xes" -> LogFormat.XES;
      default ->
          throw new InvalidInputException(
              "Expected the format to be 'servicenow' or 'xes', but it is '" + name + "'.",
              "leave it out to have it found out");
    };
  }

  private static ZoneId parseZone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new InvalidInputException(
          "Expected the zone to be one like 'Europe/Berlin' or '+01:00', but it is '" + name + "'.",
          "use a name of the IANA time zone database",
          e);
    }
  }
}
