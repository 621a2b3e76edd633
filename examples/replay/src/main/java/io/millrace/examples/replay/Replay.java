// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import io.millrace.engine.FlowQuery;
import io.millrace.engine.FlowReport;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.examples.replay.report.ReplayReport;
import io.millrace.logs.LogFormat;
import io.millrace.logs.Progress;
import io.millrace.logs.ReadOptions;
import io.millrace.logs.SortedLog;
import io.millrace.model.Caller;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.PackRef;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PriorityMatrices;
import io.millrace.rules.PriorityMatrix;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** One replay from its log to its report. Used by one thread; close it at the end. */
final class Replay implements AutoCloseable {
  private static final int SERIES_POINTS = 2_000;
  private static final String SAMPLE = "axle-day.csv";

  private final ReplayOptions options;
  private final StopSignal stop;
  private final ProgressDisplay progress;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final HeapWatch heap = new HeapWatch();
  private final DataFolder data;

  private Replay(ReplayOptions options, StopSignal stop, PrintWriter err) {
    this.options = options;
    this.stop = stop;
    this.progress = new ProgressDisplay(err, options.quiet());
    this.data = openData(options);
    parts.push(data);
    parts.push(progress);
  }

  static Replay open(ReplayOptions options, StopSignal stop, PrintWriter err) {
    return new Replay(options, stop, err);
  }

  private static DataFolder openData(ReplayOptions options) {
    Path given = options.data();
    if (given != null) {
      return DataFolder.open(given, true);
    }
    Path report = options.report().toAbsolutePath().normalize();
    return DataFolder.open(report.resolveSibling(report.getFileName() + ".data"), false);
  }

  /**
   * Replays the log and measures it. A log that is no good is refused before anything is recorded.
   */
  ReplayReport run() {
    Input input = readInput();
    SortedLog log = input.log();
    Mapping mapping = input.mapping();
    PriorityMatrix matrix = input.matrix();
    boolean resumed = data.beginOrContinue(identity(log, mapping, matrix));
    ReplayClock clock = new ReplayClock();
    Millrace millrace =
        Millrace.builder()
            .h2File(data.database())
            .clock(clock)
            .timers(false)
            .policies(policies(matrix))
            .hostPack(ReplayPolicies.asRecorded())
            .build();
    parts.push(millrace);
    Operations desk = millrace.as(Caller.actor("replay"));
    Tally tally = new Tally(mapping);
    long start = System.nanoTime();
    progress.begin(resumed ? "Continuing" : "Replaying", log.size(), " events");
    new Replayer(desk, clock, new ReplayPlan(mapping), tally, heap, progress, stop, options.batch())
        .replay(log);
    progress.close();
    double seconds = (System.nanoTime() - start) / 1e9;
    return report(log, matrix, desk, tally, seconds, resumed);
  }

  /** All that is read from files. */
  private record Input(SortedLog log, Mapping mapping, PriorityMatrix matrix) {}

  private Input readInput() {
    try {
      PriorityMatrix matrix = options.matrix() == null ? null : matrix(options.matrix());
      Mapping mapping = options.mapping() == null ? null : MappingReader.read(options.mapping());
      SortedLog log = prepare();
      return new Input(
          log,
          mapping == null ? MappingReader.builtIn(name(log.format())) : mapping,
          matrix == null ? defaultMatrix(log.format()) : matrix);
    } catch (RuntimeException e) {
      data.nothingRecorded();
      throw e;
    }
  }

  private SortedLog prepare() {
    Path source = options.log() == null ? sample() : options.log();
    ReadOptions reading =
        ReadOptions.builder()
            .format(options.format())
            .zone(options.zone())
            .skipBadRows(options.skipBadRows())
            .build();
    SortedLog log = SortedLog.prepare(source, reading, data.sorted(), this::preparing);
    parts.push(log);
    return log;
  }

  private void preparing(Progress state) {
    if (stop.asked()) {
      throw new ReplayStoppedException("Stopped while reading the log; nothing was recorded.");
    }
    progress.preparing(state);
  }

  /** The bundled day, as a file, since a log is read from one. */
  private Path sample() {
    try (InputStream in = Objects.requireNonNull(Replay.class.getResourceAsStream(SAMPLE))) {
      Path file = data.sorted().resolve(SAMPLE);
      Files.createDirectories(data.sorted());
      Files.copy(in, file);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PriorityMatrix matrix(String nameOrFile) {
    if (PriorityMatrices.names().contains(nameOrFile)) {
      return PriorityMatrices.named(nameOrFile);
    }
    Path file = Path.of(nameOrFile);
    if (!Files.exists(file)) {
      throw new InvalidInputException(
          "Expected a priority matrix '"
              + nameOrFile
              + "', but it is neither a file nor one of "
              + PriorityMatrices.names()
              + ".",
          "check the name or the path");
    }
    return PriorityMatrix.read(file);
  }

  private static PriorityMatrix defaultMatrix(LogFormat format) {
    return PriorityMatrices.named(format == LogFormat.SERVICENOW ? "servicenow" : "default");
  }

  /** The log shows no feedback: none is asked for. */
  private static BuiltInOptions policies(PriorityMatrix matrix) {
    return BuiltInOptions.builder().matrix(matrix).feedbackRate(0).build();
  }

  private Map<String, String> identity(SortedLog log, Mapping mapping, PriorityMatrix matrix) {
    return Map.of(
        "log", log.sha256(),
        "format", log.format().name(),
        "zone", options.zone().getId(),
        "skip-bad-rows", String.valueOf(options.skipBadRows()),
        "mapping", mapping.name() + " " + digest(mapping.canonical()),
        "matrix", matrix.name() + " " + digest(matrix.toString()));
  }

  private static String digest(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(crc.getValue());
  }

  private ReplayReport report(
      SortedLog log,
      PriorityMatrix matrix,
      Operations desk,
      Tally tally,
      double seconds,
      boolean resumed) {
    FlowReport flow = desk.flow().report(FlowQuery.all());
    long span = Duration.between(flow.from(), flow.to()).toMillis();
    Duration every = Duration.ofMillis(Math.max(1, span / SERIES_POINTS));
    return new ReplayReport(
        new ReplayReport.Source(name(log), name(log.format()), log.sha256(), options.zone()),
        matrix.name(),
        packRef(desk, flow.to()),
        log.items(),
        log.events(),
        flow,
        tally.resolveHours(),
        desk.flow().series(FlowQuery.all(), every),
        tally.cells(),
        tally.outcome(),
        new ReplayReport.Rejections(log.rejectedRows(), log.rejections()),
        new ReplayReport.Run(seconds, tally.ended() / seconds, heap.peakMb(), resumed),
        tally.notes());
  }

  private static String name(LogFormat format) {
    return format.name().toLowerCase(Locale.ROOT);
  }

  private String name(SortedLog log) {
    return options.log() == null
        ? "a made-up day at Axle Car Hire"
        : String.valueOf(log.source().getFileName());
  }

  private static PackRef packRef(Operations desk, Instant at) {
    return desk.decisions().decide(DecisionPoint.PRIORITY, Facts.none(), at).pack();
  }

  /** The report is written. */
  void done() {
    data.finished();
  }

  @Override
  public void close() {
    @Nullable AutoCloseable part;
    while ((part = parts.poll()) != null) {
      try {
        part.close();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
