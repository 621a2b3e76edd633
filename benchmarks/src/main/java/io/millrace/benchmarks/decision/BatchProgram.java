// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import io.millrace.benchmarks.Median;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Decides about many items, one after the other and on all cores, in turns in one JVM. */
public final class BatchProgram {
  private static final List<DecisionPoint> POINTS =
      List.of(DecisionPoint.CLASSIFICATION, DecisionPoint.PRIORITY, DecisionPoint.CLASS_OF_SERVICE);
  private static final int WARM_UPS = 2;
  private static final int PART = 2_000;
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
        double alone = seconds(items, part -> decideOneByOne(pack, part));
        double together = seconds(items, part -> pack.decideAll(POINTS, part, Instant.EPOCH));
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

  private static List<List<Decision>> decideOneByOne(PolicyPack pack, List<Facts> items) {
    return items.stream().map(item -> pack.decide(POINTS, item, Instant.EPOCH)).toList();
  }

  /** Part by part, so that neither way has to hold the reasons of all items in memory. */
  private static double seconds(
      List<Facts> items, Function<List<Facts>, List<List<Decision>>> work) {
    long start = System.nanoTime();
    for (int from = 0; from < items.size(); from += PART) {
      List<Facts> part = items.subList(from, Math.min(items.size(), from + PART));
      if (work.apply(part).size() != part.size()) {
        throw new IllegalStateException("A decision is missing.");
      }
    }
    return (System.nanoTime() - start) / NANOS;
  }
}
