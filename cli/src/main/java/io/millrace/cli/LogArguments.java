// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import io.millrace.logs.CsvMapping;
import io.millrace.logs.LogFormat;
import io.millrace.logs.ProgressListener;
import io.millrace.logs.ReadOptions;
import io.millrace.logs.SortedLog;
import io.millrace.model.InvalidInputException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that read a ticket log. */
@SuppressWarnings("NullAway.Init") // filled by picocli
final class LogArguments {
  @Option(
      names = "--log",
      paramLabel = "LOG",
      required = true,
      description = "the ticket log, packed with gzip or not")
  private Path log;

  @Option(
      names = "--format",
      paramLabel = "servicenow|xes|csv|decisions",
      description =
          "the log's format; csv with --mapping; decisions for a decision log of Millrace; else"
              + " found out if not said")
  private @Nullable String format;

  @Option(
      names = "--mapping",
      paramLabel = "FILE",
      description = "what the columns of a CSV log mean (YAML)")
  private @Nullable Path mapping;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "zone of times that name none; the mapping's, else UTC if not said")
  private @Nullable String zone;

  @Option(names = "--skip-bad-rows", description = "leave bad rows out and count them")
  private boolean skipBadRows;

  /** What the log is called if it is one of decisions, which {@link #open} does not read. */
  static final String DECISIONS = "decisions";

  /** Whether it is a log of decisions. */
  boolean isOfDecisions() {
    return format != null && format.toLowerCase(Locale.ROOT).equals(DECISIONS);
  }

  /** Whether bad rows are left out. */
  boolean skipsBadRows() {
    return skipBadRows;
  }

  Path log() {
    return log;
  }

  /** Reads and sorts the log, which the caller closes. */
  SortedLog open(ProgressListener listener) {
    LogFormat wanted = format == null ? null : parseFormat(format);
    if (wanted == LogFormat.CSV && mapping == null) {
      throw new InvalidInputException(
          "Expected a mapping for a log in the format 'csv', but there is none.",
          "say with --mapping FILE what its columns mean");
    }
    Path folder = Path.of(System.getProperty("java.io.tmpdir", "."));
    ReadOptions options =
        ReadOptions.builder()
            .format(wanted)
            .mapping(mapping())
            .zone(zone())
            .skipBadRows(skipBadRows)
            .build();
    return SortedLog.prepare(log, options, folder, listener);
  }

  /** The zone of times that name none. */
  ZoneId zone() {
    if (zone != null) {
      return parseZone(zone);
    }
    CsvMapping columns = mapping();
    ZoneId mapped = columns == null ? null : columns.zone();
    return mapped == null ? ZoneOffset.UTC : mapped;
  }

  /** The zone of the command line counts more than the mapping's. */
  private @Nullable CsvMapping mapping() {
    if (mapping == null) {
      return null;
    }
    CsvMapping read = CsvMapping.read(mapping);
    return zone == null ? read : read.toBuilder().zone(parseZone(zone)).build();
  }

  private static LogFormat parseFormat(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "servicenow" -> LogFormat.SERVICENOW;
      case "xes" -> LogFormat.XES;
      case "csv" -> LogFormat.CSV;
      default ->
          throw new InvalidInputException(
              "Expected the format to be 'servicenow', 'xes', 'csv' or 'decisions', but it is '"
                  + name
                  + "'.",
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
