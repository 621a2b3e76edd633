// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.startup;

import io.millrace.benchmarks.Median;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Starts each {@link Contender} in fresh JVMs, in turn, and prints the medians. Times count from
 * the first line of the main method; the last two columns count from the start of the JVM, the last
 * one the time of all processors.
 */
public final class StartupBenchmark {
  private static final String ALONE = "--alone";
  private static final Pattern LINE =
      Pattern.compile("measured ready=([0-9.]+) first=([0-9.]+) jvm=([0-9]+) cpu=([0-9]+)");

  private StartupBenchmark() {}

  /** One run, in milliseconds. */
  private record Run(double ready, double first, double jvm, double cpu) {}

  /** The entry point of the JVMs that are measured. */
  public static void main(String[] args) {
    if (args.length == 2 && args[0].equals(ALONE)) {
      Contender.runAlone(args[1]);
    } else {
      run(List.of(args), System.out);
    }
  }

  /** Takes the number of runs of each contender; 7 if not given. */
  public static void run(List<String> arguments, PrintStream out) {
    int runs = arguments.isEmpty() ? 7 : Integer.parseInt(arguments.get(0));
    measure(runs, EnumSet.allOf(Contender.class), out);
  }

  static void measure(int runs, Collection<Contender> contenders, PrintStream out) {
    Map<Contender, List<Run>> measured = new EnumMap<>(Contender.class);
    for (int run = 0; run < runs; run++) {
      for (Contender contender : contenders) {
        measured.computeIfAbsent(contender, key -> new ArrayList<>()).add(runAlone(contender));
      }
    }
    print(measured, out);
  }

  private static Run runAlone(Contender contender) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            StartupBenchmark.class.getName(),
            ALONE,
            contender.name());
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher line = LINE.matcher(output);
      if (process.waitFor() != 0 || !line.find()) {
        throw new IllegalStateException("Expected " + contender + " to start, but: " + output);
      }
      return new Run(number(line, 1), number(line, 2), number(line, 3), number(line, 4));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static double number(Matcher line, int group) {
    return Double.parseDouble(line.group(group));
  }

  private static void print(Map<Contender, List<Run>> measured, PrintStream out) {
    double camunda =
        Median.of(
            measured.getOrDefault(Contender.CAMUNDA, List.of()).stream().map(Run::first).toList());
    out.println(
        "| contender | runs | ready ms | first ms | x bare Camunda | since JVM start ms | CPU ms |");
    out.println("|---|---:|---:|---:|---:|---:|---:|");
    measured.forEach(
        (contender, runs) -> {
          double first = Median.of(runs.stream().map(Run::first).toList());
          out.printf(
              Locale.ROOT,
              "| %s | %d | %,.0f | %,.0f | %.2f | %,.0f | %,.0f |%n",
              contender,
              runs.size(),
              Median.of(runs.stream().map(Run::ready).toList()),
              first,
              first / camunda,
              Median.of(runs.stream().map(Run::jvm).toList()),
              Median.of(runs.stream().map(Run::cpu).toList()));
        });
  }
}
