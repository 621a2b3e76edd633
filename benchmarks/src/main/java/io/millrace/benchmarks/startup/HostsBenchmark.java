// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.startup;

import io.millrace.benchmarks.Median;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Starts packaged Spring Boot hosts in fresh JVMs, in turn, and prints the medians from the start
 * of the process to the end of the first incident's submission, and of the processor time that the
 * whole process took; not a number where the system does not tell.
 */
public final class HostsBenchmark {
  private static final String DONE = "Priority ";
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Path OWN_TIMES = Path.of("/proc/self/stat");

  /** A tick of Linux's process times, whatever the kernel's own clock. */
  private static final int MILLIS_PER_TICK = 10;

  private HostsBenchmark() {}

  private enum Host {
    CAMUNDA_BOOT_3("benchmarks/spring-boot-camunda/target/bare-camunda.jar"),
    MILLRACE_BOOT_3("examples/spring-boot3-host/target/service-desk.jar"),
    CAMUNDA_BOOT_4("benchmarks/spring-boot4-camunda/target/bare-camunda.jar"),
    MILLRACE_BOOT_4("examples/spring-boot-host/target/service-desk.jar");

    private final Path jar;

    Host(String jar) {
      this.jar = Path.of(jar);
    }

    /** Bare Camunda on the same line of Spring Boot. */
    private Host peer() {
      return ordinal() < CAMUNDA_BOOT_4.ordinal() ? CAMUNDA_BOOT_3 : CAMUNDA_BOOT_4;
    }
  }

  /** Takes the number of runs of each host; 7 if not given. */
  public static void run(List<String> arguments, PrintStream out) {
    int runs = arguments.isEmpty() ? 7 : Integer.parseInt(arguments.get(0));
    Map<Host, List<Start>> starts = new EnumMap<>(Host.class);
    for (int run = 0; run < runs; run++) {
      for (Host host : Host.values()) {
        starts.computeIfAbsent(host, key -> new ArrayList<>()).add(start(host));
      }
    }
    out.println("| host | runs | first incident ms | x bare Camunda | CPU ms | x bare Camunda |");
    out.println("|---|---:|---:|---:|---:|---:|");
    starts.forEach(
        (host, all) -> {
          Start median = Start.median(all);
          Start peer = Start.median(starts.getOrDefault(host.peer(), List.of()));
          out.printf(
              Locale.ROOT,
              "| %s | %d | %,.0f | %.2f | %,.0f | %.2f |%n",
              host,
              all.size(),
              median.millis(),
              median.millis() / peer.millis(),
              median.processorMillis(),
              median.processorMillis() / peer.processorMillis());
        });
  }

  private record Start(double millis, double processorMillis) {
    private static Start median(List<Start> all) {
      return new Start(
          Median.of(all.stream().map(Start::millis).toList()),
          Median.of(all.stream().map(Start::processorMillis).toList()));
    }
  }

  /** What the ended children of this process have taken so far. */
  private static double childrenMillis() throws IOException {
    if (!Files.exists(OWN_TIMES)) {
      return Double.NaN;
    }
    String stat = Files.readString(OWN_TIMES);
    // After the name in brackets, which may hold blanks: state, then numbers.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[13]) + Long.parseLong(fields[14])) * (double) MILLIS_PER_TICK;
  }

  private static Start start(Host host) {
    if (!Files.exists(host.jar)) {
      throw new IllegalStateException(
          "Expected "
              + host.jar
              + ", but it is not there.\nMaybe package it first, and run this in the project's folder.");
    }
    long start = System.nanoTime();
    try {
      double before = childrenMillis();
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-jar",
                  host.jar.toString())
              .redirectErrorStream(true)
              .start();
      StringBuilder output = new StringBuilder();
      double millis = Double.NaN;
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          output.append(line).append('\n');
          if (line.startsWith(DONE)) {
            millis = (double) (System.nanoTime() - start) / NANOS_PER_MILLI;
          }
        }
      }
      if (process.waitFor() != 0 || Double.isNaN(millis)) {
        throw new IllegalStateException("Expected " + host + " to start, but: " + output);
      }
      return new Start(millis, childrenMillis() - before);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
