// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.replay;

import io.millrace.benchmarks.Databases;
import io.millrace.benchmarks.Median;
import io.millrace.logs.LogEvent;
import io.millrace.logs.LogFormat;
import io.millrace.logs.ProgressListener;
import io.millrace.logs.ReadOptions;
import io.millrace.logs.SortedLog;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Replays the first incidents of a real log, file-backed, through Millrace and through bare
 * Camunda, in turn, each time on a new database. The first round warms the JVM up and does not
 * count.
 */
public final class ReplayBenchmark {
  private static final int WINDOW = 64;

  private final PrintStream out;
  private final String mapping;
  private final List<LogEvent> events;
  private final int incidents;
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();

  private ReplayBenchmark(PrintStream out, String mapping, List<LogEvent> events, int incidents) {
    this.out = out;
    this.mapping = mapping;
    this.events = events;
    this.incidents = incidents;
  }

  /** Takes the log, how many incidents of it (1,000 if not said) and how many rounds (3). */
  public static void run(List<String> arguments, PrintStream out) {
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException(
          "Expected a log, but got none.\nMaybe give a ServiceNow audit log or an XES file.");
    }
    int wanted = arguments.size() > 1 ? Integer.parseInt(arguments.get(1)) : 1_000;
    int rounds = arguments.size() > 2 ? Integer.parseInt(arguments.get(2)) : 3;
    Path work = workFolder();
    try (SortedLog log =
        SortedLog.prepare(
            Path.of(arguments.get(0)),
            ReadOptions.defaults(),
            work.resolve("sorted"),
            ProgressListener.none())) {
      List<LogEvent> events = first(log, wanted);
      int incidents = (int) events.stream().map(LogEvent::itemId).distinct().count();
      String mapping = log.format() == LogFormat.XES ? "xes" : "servicenow";
      new ReplayBenchmark(out, mapping, events, incidents).run(work, rounds);
    } finally {
      delete(work);
    }
  }

  private static List<LogEvent> first(SortedLog log, int wanted) {
    Set<String> chosen = new HashSet<>();
    List<LogEvent> events = new ArrayList<>();
    for (LogEvent event : log) {
      if (event.firstOfItem() && chosen.size() < wanted) {
        chosen.add(event.itemId());
      }
      if (chosen.contains(event.itemId())) {
        events.add(event);
      }
    }
    return events;
  }

  private void run(Path work, int rounds) {
    out.printf(Locale.ROOT, "%,d incidents, %,d events%n", incidents, events.size());
    for (int round = 0; round <= rounds; round++) {
      Path folder = work.resolve("round-" + round);
      measure(new MillraceReplay(folder.resolve("a"), mapping, 1), round);
      measure(camunda("bare Camunda", folder.resolve("b"), true), round);
      measure(new MillraceReplay(folder.resolve("c"), mapping, WINDOW), round);
      measure(camunda("bare Camunda, H2 as it comes", folder.resolve("d"), false), round);
      delete(folder);
    }
    double bare = Median.of(rates.getOrDefault("bare Camunda", List.of()));
    out.println("incidents per second (median) and ratio to bare Camunda:");
    rates.forEach(
        (name, values) ->
            out.printf(
                Locale.ROOT,
                "%-40s %8.1f /s %6.2fx%n",
                name,
                Median.of(values),
                Median.of(values) / bare));
  }

  private CamundaReplay camunda(String name, Path file, boolean tuned) {
    return new CamundaReplay(name, Databases.file(file, tuned), mapping);
  }

  private void measure(Replayed contender, int round) {
    try (contender) {
      long start = System.nanoTime();
      contender.replay(events);
      double rate = incidents / ((System.nanoTime() - start) / 1e9);
      if (contender.closed() < incidents) {
        throw new IllegalStateException(
            "Expected " + incidents + " closed, but " + contender.closed() + " are.");
      }
      out.printf(Locale.ROOT, "round %d: %-40s %8.1f /s%n", round, contender.name(), rate);
      if (round > 0) {
        rates.computeIfAbsent(contender.name(), name -> new ArrayList<>()).add(rate);
      }
    }
  }

  private static Path workFolder() {
    try {
      return Files.createTempDirectory("millrace-replay-benchmark");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
