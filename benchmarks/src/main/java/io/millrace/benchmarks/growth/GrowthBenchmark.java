// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.growth;

import io.millrace.benchmarks.Median;
import io.millrace.benchmarks.growth.GrownStore.Operation;
import io.millrace.engine.CleanUpReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Compares a store with ten thousand closed work items with one that has many more, on one
 * PostgreSQL server: the same operations on either in turn. Then deletes work items from the large
 * one.
 */
public final class GrowthBenchmark {
  private static final int SMALL = 10_000;

  private GrowthBenchmark() {}

  /**
   * How much is run.
   *
   * @param small closed work items of the one store
   * @param large closed work items of the other one
   * @param open open work items of either
   * @param blocks measured blocks of either
   * @param times how often each operation is done in a block
   * @param deleted how many work items are deleted at the end
   */
  record Size(int small, int large, int open, int blocks, int times, int deleted) {}

  /** Takes the number of closed work items of the large store; one million by default. */
  public static void run(List<String> arguments, PrintStream out) {
    int large = arguments.isEmpty() ? 1_000_000 : Integer.parseInt(arguments.get(0));
    run(new Size(Math.min(SMALL, large), large, 500, 12, 20, Math.min(3_000, large / 2)), out);
  }

  static void run(Size size, PrintStream out) {
    try (GrowthServer server = new GrowthServer()) {
      long begun = System.nanoTime();
      try (GrownStore small = new GrownStore(server, "small", size.small, size.deleted, size.open);
          GrownStore large = new GrownStore(server, "large", size.large, size.deleted, size.open)) {
        out.printf(
            Locale.ROOT,
            "%,d and %,d closed work items were stored in %.0f s; the large store has %.1f GB, the"
                + " server %,d MB of buffers.%n%n",
            size.small,
            size.large,
            (System.nanoTime() - begun) / 1e9,
            large.bytes() / 1e9,
            GrowthServer.buffers());
        server.durable();
        small.measure(size.times);
        large.measure(size.times);
        small.warm();
        large.warm();
        for (int block = 0; block < size.blocks; block++) {
          GrownStore first = block % 2 == 0 ? small : large;
          first.measure(size.times);
          (first == small ? large : small).measure(size.times);
        }
        print(small, large, out);
        clean(small, size, out);
        clean(large, size, out);
      }
    }
  }

  private static void print(GrownStore small, GrownStore large, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "| median, ms | %,d closed | %,d closed | ratio |%n|---|---:|---:|---:|%n",
        small.size(),
        large.size());
    for (Operation operation : Operation.values()) {
      double few = Median.of(small.millis(operation));
      double many = Median.of(large.millis(operation));
      out.printf(
          Locale.ROOT, "| %s | %.2f | %.2f | %.2f |%n", operation.title, few, many, many / few);
    }
    out.println();
  }

  private static void clean(GrownStore store, Size size, PrintStream out) {
    CleanUpReport report = store.cleanUp(size.deleted);
    if (report.items() != size.deleted) {
      throw new IllegalStateException("Expected " + size.deleted + " deleted, but got " + report);
    }
    out.printf(
        Locale.ROOT,
        "Clean-up with %,d closed: %,d work items and %,d rows of Millrace in %.1f s, %.0f work"
            + " items/s.%n",
        store.size(),
        report.items(),
        report.rows(),
        report.took().toMillis() / 1e3,
        report.items() * 1e3 / report.took().toMillis());
  }
}
