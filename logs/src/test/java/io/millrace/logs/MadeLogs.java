// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Small logs made for tests. */
final class MadeLogs {
  static final String HEADER =
      "number,incident_state,sys_mod_count,opened_at,sys_updated_at,impact,urgency,priority,"
          + "assignment_group,assigned_to,resolved_at,closed_at,location\n";

  private final Path folder;

  MadeLogs(Path folder) {
    this.folder = folder;
  }

  /** A row: number, state, modification count, opened, updated, closed. */
  static String row(
      String number, String state, int mod, String opened, String updated, String closed) {
    return String.join(
            ",",
            number,
            state,
            Integer.toString(mod),
            opened,
            updated,
            "2 - Medium",
            "2 - Medium",
            "3 - Moderate",
            "Group 1",
            "?",
            "?",
            closed,
            "Location 7")
        + "\n";
  }

  static String goodRow() {
    return row("INC1", "New", 0, "1/2/2016 10:00", "1/2/2016 10:05", "2/2/2016 10:00");
  }

  static String event(String state, String transition, String time) {
    return "<event><string key='concept:name' value='"
        + state
        + "'/><string key='lifecycle:transition' value='"
        + transition
        + "'/><date key='time:timestamp' value='"
        + time
        + "'/></event>\n";
  }

  static String trace(String name, String... events) {
    return "<trace>\n<string key='concept:name' value='"
        + name
        + "'/>\n"
        + String.join("", events)
        + "</trace>\n";
  }

  static String xes(String... traces) {
    return "<?xml version='1.0' encoding='UTF-8'?>\n<log xmlns='http://www.xes-standard.org/'>\n"
        + String.join("", traces)
        + "</log>\n";
  }

  Path write(String name, String content) {
    return write(name, content.getBytes(StandardCharsets.UTF_8));
  }

  Path write(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] content) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  Path work() {
    return folder.resolve("work");
  }

  SortedLog prepare(Path log) {
    return prepare(log, ReadOptions.defaults());
  }

  SortedLog prepare(Path log, ReadOptions options) {
    return SortedLog.prepare(log, options, work(), ProgressListener.none());
  }

  List<LogEvent> events(Path log) {
    return events(log, ReadOptions.defaults());
  }

  List<LogEvent> events(Path log, ReadOptions options) {
    try (SortedLog sorted = prepare(log, options)) {
      return sorted.stream().toList();
    }
  }
}
