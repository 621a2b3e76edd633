// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/**
 * The way from a file to a sorted log. The rows are sorted twice on disk: first by item, so that
 * each item's begin and end are known with one item in memory at a time, then by time. So nothing
 * grows with the file, not even with the number of items.
 */
final class Preparation {
  private final Path log;
  private final ReadOptions options;
  private final ProgressListener listener;
  private final WorkFolder.Opener opener;
  private final Problems problems;
  private final Attributes attributes = new Attributes();
  private long rows;

  Preparation(Path log, ReadOptions options, ProgressListener listener, WorkFolder.Opener opener) {
    this.log = log;
    this.options = options;
    this.listener = listener;
    this.opener = opener;
    this.problems = new Problems(log, options);
  }

  SortedLog into(Path workFolder) {
    try (SourceFile source = SourceFile.open(log)) {
      WorkFolder folder = WorkFolder.create(workFolder, opener);
      boolean done = false;
      try {
        SortedLog sorted = prepare(source, folder);
        done = true;
        return sorted;
      } finally {
        if (!done) {
          folder.close();
        }
      }
    } catch (IOException e) {
      throw translated(e);
    }
  }

  private SortedLog prepare(SourceFile source, WorkFolder folder) throws IOException {
    ExternalSort<RawEvent> byItem =
        new ExternalSort<>(
            folder, RawEvent.CODEC, RawEvent.BY_ITEM, options.rowsPerChunk(), this::checkStop);
    LogFormat format = read(source, byItem);
    String digest = source.sha256();
    listener.progressed(new Progress(Progress.Phase.READING, source.size(), source.size()));
    problems.throwUnlessForgiven();
    requireRows();
    Timeline timeline =
        new Timeline(folder, options.rowsPerChunk(), rows, listener, this::checkStop);
    Timeline.Result result = timeline.sort(byItem.finish());
    SortedLog sorted =
        new SortedLog(
            folder,
            result.events(),
            attributes,
            new SortedLog.Summary(
                log,
                format,
                digest,
                rows,
                result.items(),
                result.first(),
                result.last(),
                problems.rejectedRows(),
                problems.listed()));
    listener.progressed(new Progress(Progress.Phase.DONE, rows, rows));
    return sorted;
  }

  private LogFormat read(SourceFile source, ExternalSort<RawEvent> byItem) throws IOException {
    byte[] head = source.peek(FormatDetection.HEAD_BYTES);
    LogFormat format = format(head);
    source.content().skipNBytes(FormatDetection.bomLength(head));
    Runnable onFill =
        () -> {
          checkStop();
          long total = Math.max(source.size(), source.bytesRead());
          listener.progressed(new Progress(Progress.Phase.READING, source.bytesRead(), total));
        };
    Consumer<RawEvent> sink =
        event -> {
          rows++;
          // A refused log is only read on to find its other problems.
          if (!problems.refused()) {
            byItem.add(event);
          }
        };
    Charset charset = format == LogFormat.XES ? xmlEncoding(head) : StandardCharsets.UTF_8;
    char boundary = format == LogFormat.XES ? '<' : StrictReader.UNBOUNDED;
    reader(format, head)
        .read(
            new StrictReader(source.content(), charset, boundary, options.maxFieldChars(), onFill),
            sink);
    return format;
  }

  private EventReader reader(LogFormat format, byte[] head) {
    char separator = FormatDetection.separator(head);
    return switch (format) {
      case XES -> new XesReader(problems, attributes, options);
      case SERVICENOW -> new ServiceNowReader(problems, attributes, options, separator);
      case CSV ->
          new CsvMappedReader(
              problems,
              attributes,
              options,
              Objects.requireNonNull(options.mapping(), "checked by the options"),
              separator);
    };
  }

  private LogFormat format(byte[] head) {
    if (head.length == 0) {
      throw problems.fatal(
          0, 0, null, "to hold a log", "it is empty", "check whether its export was complete");
    }
    LogFormat given = options.format();
    if (given != null) {
      return given;
    }
    return FormatDetection.detect(log, head)
        .orElseThrow(
            () ->
                problems.fatal(
                    0,
                    0,
                    null,
                    "to be a ServiceNow incident audit log (.csv, .csv.gz) or XES (.xes, .xes.gz)",
                    "neither its content nor its name is of such a kind",
                    "name its format, or export it in one of these"));
  }

  private Charset xmlEncoding(byte[] head) {
    return FormatDetection.xmlEncoding(head)
        .orElseThrow(
            () ->
                problems.fatal(
                    1,
                    0,
                    null,
                    "to name an encoding that Java knows",
                    "it names another one",
                    "save the log as UTF-8"));
  }

  private void requireRows() {
    if (rows > 0) {
      return;
    }
    long rejected = problems.rejectedRows();
    throw problems.fatal(
        0,
        0,
        null,
        "to hold at least one event",
        rejected == 0 ? "it has none" : "none of its " + rejected + " rows is good",
        rejected == 0
            ? "check whether its export was complete"
            : "read it without skipping bad rows to see what is wrong with them");
  }

  private void checkStop() {
    LogInterruptedException.check(log);
  }

  private RuntimeException translated(IOException e) {
    checkStop();
    if (e instanceof StrictReader.MalformedText text) {
      return problems.fatal(
          text.line(),
          0,
          null,
          "to be text in " + text.encoding(),
          "it has bytes that are not",
          "save the log as UTF-8");
    }
    if (e instanceof StrictReader.Unbounded text) {
      return problems.fatal(
          text.line(),
          0,
          null,
          "to have values of at most " + options.maxFieldChars() + " characters",
          "one is longer",
          "look whether the file is a log, or raise the limit");
    }
    if (e instanceof EOFException) {
      return problems.fatal(
          0,
          0,
          null,
          "to be a whole gzip file",
          "it ends too early after " + rows + " good rows",
          "copy or export it again");
    }
    if (e instanceof ZipException) {
      return problems.fatal(
          0,
          0,
          null,
          "to be a whole gzip file",
          "it is damaged (" + e.getMessage() + ")",
          "copy or export it again");
    }
    return SourceFile.unreadable(log, e);
  }
}
