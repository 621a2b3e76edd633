package io.millrace.benchmarks.decision;

import io.millrace.benchmarks.Median;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Decides about many items, one after the other and on all cores, in turns in one JVM. */
public final class BatchProgram {
  private static final List<DecisionPoint> POINTS =
      List.of(DecisionPoint.CLASSIFICATION, DecisionPoint.PRIORITY, DecisionPoint.CLASS_OF_SERVICE);
  private static final int WARM_UPS = 2;
  private static final double NANOS = 1e9;

  private BatchProgram() {}

  /** Takes the number of rounds; 5 if not given. */
  public static void run(List<String> arguments, PrintStream out) {
    int rounds = arguments.isEmpty() ? 5 : Integer.parseInt(arguments.get(0));
    run(100_000, rounds, out);
  }

  static void run(int count, int rounds, PrintStream out) {
    List<SampleTicket> tickets = SampleTickets.first(1_000);
    List<Facts> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(MillraceForm.facts(tickets.get(i % tickets.size())));
    }
    List<Double> one = new ArrayList<>();
    List<Double> all = new ArrayList<>();
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      for (int round = -WARM_UPS; round < rounds; round++) {
        double alone =
            seconds(() -> items.forEach(item -> pack.decide(POINTS, item, Instant.EPOCH)));
        double together = seconds(() -> pack.decideAll(POINTS, items, Instant.EPOCH));
        if (round >= 0) {
          one.add(alone);
          all.add(together);
        }
      }
    }
    out.printf(
        Locale.ROOT,
        "%,d items, median of %d rounds: one thread %.2f s, %d cores %.2f s, %.2fx%n",
        count,
        rounds,
        Median.of(one),
        Runtime.getRuntime().availableProcessors(),
        Median.of(all),
        Median.of(one) / Median.of(all));
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / NANOS;
  }
}
