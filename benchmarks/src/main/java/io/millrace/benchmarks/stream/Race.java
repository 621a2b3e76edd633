// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.stream;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.benchmarks.Median;
import io.millrace.benchmarks.Store;
import io.millrace.benchmarks.Traffic;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets contenders take turns, block by block, in one JVM after a warm-up, each on a database of its
 * own in the same store. Prints medians, ratios to the first one, the mean time of each operation,
 * and what each operation asks of the database. The CPU time is that of the calling thread and of
 * the database server's own processes: it says more than the clock on a machine that others use
 * too.
 */
final class Race {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int COUNTED = 3;

  private final Store store;
  private final List<Entry> entries;
  private final Size size;

  Race(Store store, List<Entry> entries, Size size) {
    this.store = store;
    this.entries = entries;
    this.size = size;
  }

  /**
   * How much is run.
   *
   * @param warmup items of each contender before anything counts
   * @param blocks measured blocks of each contender
   * @param items items in a block
   */
  record Size(int warmup, int blocks, int items) {

    /** The size that the arguments ask for with three numbers; the given one if there are none. */
    static Size of(List<String> arguments, Size usual) {
      List<Integer> numbers =
          arguments.stream()
              .filter(argument -> argument.matches("[0-9]+"))
              .map(Integer::valueOf)
              .toList();
      return numbers.size() == 3 ? new Size(numbers.get(0), numbers.get(1), numbers.get(2)) : usual;
    }
  }

  /** Runs and prints everything. */
  void run(PrintStream out) {
    out.println(store.title() + ":");
    List<Runner> runners = new ArrayList<>();
    try {
      entries.forEach(entry -> runners.add(new Runner(entry, "run" + runners.size())));
      runners.forEach(runner -> runner.warmUp(size.warmup()));
      for (int block = 0; block < size.blocks(); block++) {
        runners.forEach(runner -> runner.block(size.items()));
      }
      print(runners, out);
    } finally {
      runners.forEach(Runner::close);
    }
    out.println();
    out.println("What is asked of the database, for an item and for each operation:");
    out.println();
    for (int i = 0; i < entries.size(); i++) {
      out.println("- " + entries.get(i).name() + ": " + asked(entries.get(i), "count" + i, null));
    }
  }

  /** Runs one contender and prints where its time goes. */
  void profile(Entry entry, PrintStream out) {
    Runner runner = new Runner(entry, "profile");
    try {
      runner.warmUp(size.warmup());
      try (Profile profile = Profile.start()) {
        for (int block = 0; block < size.blocks(); block++) {
          runner.block(size.items());
        }
        profile.print(out);
      }
      out.println(runner.times);
    } finally {
      runner.close();
    }
    out.println("Asked: " + asked(entry, "counted", out));
  }

  /** Prints each statement of each contender with how often an item needs it. */
  void statements(PrintStream out) {
    for (int i = 0; i < entries.size(); i++) {
      out.println(entries.get(i).name() + ":");
      out.println(asked(entries.get(i), "count" + i, out));
    }
  }

  /** What the operations of a contender ask, counted on another database. */
  private String asked(Entry entry, String database, @Nullable PrintStream statements) {
    Traffic traffic = new Traffic();
    try (HikariDataSource pool = store.open(database, entry.tuned());
        Contender contender = entry.contender().apply(traffic.count(pool))) {
      OperationTimes times = new OperationTimes(traffic);
      contender.items(0, size.items(), times); // fills caches
      times.clear();
      Map<String, Integer> before = traffic.bySql();
      contender.items(size.items(), COUNTED * size.items(), times);
      if (statements != null) {
        print(before, traffic.bySql(), statements);
      }
      return times.asked(COUNTED * size.items());
    }
  }

  private void print(Map<String, Integer> before, Map<String, Integer> after, PrintStream out) {
    double items = COUNTED * size.items();
    after.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
        .forEach(
            entry ->
                out.printf(
                    Locale.ROOT,
                    "%6.2f  %s%n",
                    (entry.getValue() - before.getOrDefault(entry.getKey(), 0)) / items,
                    entry.getKey().strip().replaceAll("\\s+", " ")));
  }

  private void print(List<Runner> runners, PrintStream out) {
    double bare = Median.of(runners.get(0).rates);
    double bareCpu = Median.of(runners.get(0).cpuMillis);
    boolean server = store.isServer();
    out.println(
        "| contender | items done | items/s, median | x bare Camunda | lowest | highest |"
            + " CPU ms per item | x bare Camunda |"
            + (server ? " server's CPU ms per item |" : ""));
    out.println("|---|---:|---:|---:|---:|---:|---:|---:|" + (server ? "---:|" : ""));
    for (Runner runner : runners) {
      double rate = Median.of(runner.rates);
      double cpu = Median.of(runner.cpuMillis);
      out.printf(
          Locale.ROOT,
          "| %s | %d | %.1f | %.2f | %.1f | %.1f | %.2f | %.2f |",
          runner.entry.name(),
          runner.contender.done(),
          rate,
          rate / bare,
          runner.rates.stream().min(Double::compare).orElse(0.0),
          runner.rates.stream().max(Double::compare).orElse(0.0),
          cpu,
          cpu / bareCpu);
      out.println(
          server ? String.format(Locale.ROOT, " %.2f |", Median.of(runner.serverMillis)) : "");
    }
    out.println();
    runners.forEach(runner -> out.println("- " + runner.entry.name() + ": " + runner.times));
  }

  /** Runs blocks of one contender and keeps its rates. */
  private final class Runner {
    private final Entry entry;
    private final String database;
    private final HikariDataSource pool;
    private final Contender contender;
    private final OperationTimes times = new OperationTimes();
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> cpuMillis = new ArrayList<>();
    private final List<Double> serverMillis = new ArrayList<>();
    private int count;

    private Runner(Entry entry, String database) {
      this.entry = entry;
      this.database = database;
      this.pool = store.open(database, entry.tuned());
      this.contender = entry.contender().apply(pool);
    }

    void warmUp(int items) {
      items(items);
      times.clear();
    }

    void block(int items) {
      double server = store.serverMillis(database);
      long start = System.nanoTime();
      long cpu = THREADS.getCurrentThreadCpuTime();
      items(items);
      cpuMillis.add((THREADS.getCurrentThreadCpuTime() - cpu) / 1e6 / items);
      rates.add(items / ((System.nanoTime() - start) / 1e9));
      serverMillis.add((store.serverMillis(database) - server) / items);
    }

    private void items(int items) {
      contender.items(count, items, times);
      count += items;
    }

    void close() {
      contender.close();
      pool.close();
    }
  }
}
