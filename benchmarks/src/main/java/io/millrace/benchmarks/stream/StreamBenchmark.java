package io.millrace.benchmarks.stream;

import io.millrace.benchmarks.Databases;
import io.millrace.benchmarks.Median;
import io.millrace.benchmarks.decision.SampleTicket;
import io.millrace.benchmarks.decision.SampleTickets;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes items through the restoration of a live service, one at a time: Millrace and bare Camunda
 * in turn, block by block, in one JVM after a warm-up. Prints medians, ratios, and the mean time of
 * each operation. The CPU time is that of the calling thread: it says more than the clock on a
 * machine that others use too.
 */
public final class StreamBenchmark {
  private static final List<SampleTicket> TICKETS = SampleTickets.first(1_000);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private StreamBenchmark() {}

  /**
   * How much is run.
   *
   * @param warmup items of each contender before anything counts
   * @param blocks measured blocks of each contender
   * @param items items in a block
   */
  record Size(int warmup, int blocks, int items) {}

  /**
   * Takes {@code memory}, {@code file} or both (the default), and {@code profile} to see where
   * Millrace's time goes instead.
   */
  public static void run(List<String> arguments, PrintStream out) {
    Size size = new Size(600, 9, 100);
    Size fewer = new Size(80, 7, 20); // each commit waits for the disk
    boolean all = arguments.isEmpty() || arguments.equals(List.of("profile"));
    boolean profile = arguments.contains("profile");
    if (all || arguments.contains("memory")) {
      out.println("H2 in memory:");
      run(size, null, profile, out);
    }
    if (all || arguments.contains("file")) {
      out.println("H2 in files, WRITE_DELAY=0:");
      inFiles(profile ? size : fewer, profile, out);
    }
  }

  static void inMemory(Size size, PrintStream out) {
    run(size, null, false, out);
  }

  static void inFiles(Size size, boolean profile, PrintStream out) {
    try {
      Path folder = Files.createTempDirectory("millrace-stream");
      try {
        run(size, folder, profile, out);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static void run(Size size, @Nullable Path folder, boolean profile, PrintStream out) {
    List<Runner> runners = new ArrayList<>();
    try {
      if (profile) {
        runners.add(new Runner(new MillraceContender(file(folder, "millrace"), false)));
        profile(runners.get(0), size, out);
        return;
      }
      runners.add(new Runner(camunda("bare Camunda", folder, true, false)));
      runners.add(new Runner(new MillraceContender(file(folder, "millrace"), false)));
      runners.add(new Runner(new MillraceContender(file(folder, "full"), true)));
      runners.add(
          new Runner(
              camunda("bare Camunda, ticket fields as process variables", folder, true, true)));
      runners.add(
          new Runner(camunda("bare Camunda, H2's own statement cache", folder, false, false)));
      runners.forEach(runner -> runner.warmUp(size.warmup()));
      for (int block = 0; block < size.blocks(); block++) {
        runners.forEach(runner -> runner.block(size.items()));
      }
      print(runners, out);
    } finally {
      runners.forEach(runner -> runner.contender.close());
    }
  }

  private static @Nullable Path file(@Nullable Path folder, String name) {
    return folder == null ? null : folder.resolve(name);
  }

  private static CamundaContender camunda(
      String name, @Nullable Path folder, boolean tuned, boolean fields) {
    return new CamundaContender(
        name,
        folder == null
            ? Databases.memory(tuned)
            : Databases.file(folder.resolve("camunda-" + tuned + "-" + fields), tuned),
        fields);
  }

  private static void profile(Runner runner, Size size, PrintStream out) {
    runner.warmUp(size.warmup());
    try (Profile profile = Profile.start()) {
      for (int block = 0; block < size.blocks(); block++) {
        runner.block(size.items());
      }
      profile.print(out);
    }
    out.println(runner.times);
  }

  private static void print(List<Runner> runners, PrintStream out) {
    double bare = Median.of(runners.get(0).rates);
    double bareCpu = Median.of(runners.get(0).cpuMillis);
    out.println(
        "| contender | items closed | items/s, median | x bare Camunda | lowest | highest |"
            + " CPU ms per item | x bare Camunda |");
    out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
    for (Runner runner : runners) {
      double rate = Median.of(runner.rates);
      double cpu = Median.of(runner.cpuMillis);
      out.printf(
          Locale.ROOT,
          "| %s | %d | %.1f | %.2f | %.1f | %.1f | %.2f | %.2f |%n",
          runner.contender.name(),
          runner.contender.closed(),
          rate,
          rate / bare,
          runner.rates.stream().min(Double::compare).orElse(0.0),
          runner.rates.stream().max(Double::compare).orElse(0.0),
          cpu,
          cpu / bareCpu);
    }
    out.println();
    runners.forEach(runner -> out.println("- " + runner.contender.name() + ": " + runner.times));
  }

  /** Runs blocks of one contender and keeps its rates. */
  private static final class Runner {
    private final Contender contender;
    private final OperationTimes times = new OperationTimes();
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> cpuMillis = new ArrayList<>();
    private int count;

    private Runner(Contender contender) {
      this.contender = contender;
    }

    void warmUp(int items) {
      items(items);
      times.clear();
    }

    void block(int items) {
      long start = System.nanoTime();
      long cpu = THREADS.getCurrentThreadCpuTime();
      items(items);
      cpuMillis.add((THREADS.getCurrentThreadCpuTime() - cpu) / 1e6 / items);
      rates.add(items / ((System.nanoTime() - start) / 1e9));
    }

    private void items(int items) {
      for (int i = 0; i < items; i++) {
        contender.item("INC" + count, TICKETS.get(count % TICKETS.size()), times);
        count++;
      }
    }
  }
}
