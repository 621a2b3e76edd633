// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.paths;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report {@code target/stream-coverage.txt}: one line for each stream tested so far. */
final class StreamCoverage {
  private static final Path FILE = Path.of("target", "stream-coverage.txt");
  private static final String HEAD = line("stream", "flows", "taken", "percent");

  private StreamCoverage() {}

  /** Adds or replaces the line of the stream. */
  static synchronized void report(String stream, int flows, int taken) throws IOException {
    List<String> lines = new ArrayList<>();
    if (Files.exists(FILE)) {
      lines.addAll(Files.readAllLines(FILE));
    }
    lines.removeIf(line -> line.equals(HEAD) || line.startsWith(stream + " "));
    String percent = String.format(Locale.ROOT, "%.1f", 100.0 * taken / flows);
    lines.add(line(stream, String.valueOf(flows), String.valueOf(taken), percent));
    lines.sort(null);
    lines.add(0, HEAD);
    Files.createDirectories(FILE.toAbsolutePath().getParent());
    Files.write(FILE, lines);
  }

  private static String line(String stream, String flows, String taken, String percent) {
    return String.format(Locale.ROOT, "%-28s %6s %6s %8s", stream, flows, taken, percent);
  }
}
