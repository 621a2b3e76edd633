// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** Prints full decisions (classification, priority, class of service) per second, one thread. */
public final class ThroughputMain {
  private static final String[][] TEXTS = {
    {"Cannot log in", "Since this morning I cannot log in to the booking app, it shows an error"},
    {"Password reset", "Please reset my password, I have forgotten it over the holidays"},
    {"Printer on floor 3", "The printer is offline and the paper is stuck again"},
    {"Payment declined", "Customers report that the card payment fails at the checkout"},
    {"New laptop", "Our new starter needs a laptop and access to the shared folder from Monday"},
    {"VPN", "The VPN drops every ten minutes when I work from home over wifi"},
    {"Question", "Could somebody call me back about yesterday's conversation with the branch"},
    {"Disk full", "Disk full on server db07, alert raised at 06:12, database writes are blocked"}
  };

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ThroughputMain() {}

  private record Rate(double wall, double cpu) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%,.0f per second, %,.0f per second of this thread's CPU time", wall, cpu);
    }
  }

  /** Runs rounds of the number of seconds given, or 3. */
  public static void main(String[] args) {
    long roundNanos = (args.length > 0 ? Long.parseLong(args[0]) : 3) * 1_000_000_000L;
    Facts[] demands = Arrays.stream(TEXTS).map(ThroughputMain::demand).toArray(Facts[]::new);
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      for (int round = 1; round <= 5; round++) {
        Rate full = rate(roundNanos, i -> full(pack, demands[i & 7]));
        System.out.printf("round %d: full decisions %s%n", round, full);
      }
      for (DecisionPoint point : pack.points()) {
        Rate one = rate(roundNanos, i -> one(pack, point, demands[i & 7]));
        System.out.printf("%s alone %s%n", point, one);
      }
    }
  }

  private static Facts demand(String[] text) {
    return Facts.builder()
        .put("id", "INC" + text[0].hashCode())
        .put("title", text[0])
        .put("description", text[1])
        .put("source", "CONSUMER")
        .put("requester", "user-17")
        .put("impact", 1 + text[0].length() % 5)
        .put("urgency", 1 + text[1].length() % 5)
        .build();
  }

  private static int one(PolicyPack pack, DecisionPoint point, Facts facts) {
    return pack.decide(point, facts, Instant.EPOCH).reasons().size();
  }

  private static int full(PolicyPack pack, Facts facts) {
    Decision kind = pack.decide(DecisionPoint.CLASSIFICATION, facts, Instant.EPOCH);
    Decision priority = pack.decide(DecisionPoint.PRIORITY, facts, Instant.EPOCH);
    Decision service = pack.decide(DecisionPoint.CLASS_OF_SERVICE, facts, Instant.EPOCH);
    return kind.reasons().size() + priority.reasons().size() + service.reasons().size();
  }

  private static Rate rate(long nanos, java.util.function.IntUnaryOperator work) {
    long start = System.nanoTime();
    long cpuStart = THREADS.getCurrentThreadCpuTime();
    long done = 0;
    long sink = 0;
    long now = start;
    while (now - start < nanos) {
      for (int i = 0; i < 1_000; i++) {
        sink += work.applyAsInt(i);
      }
      done += 1_000;
      now = System.nanoTime();
    }
    if (sink == 0) {
      throw new IllegalStateException("no reasons at all");
    }
    long cpu = THREADS.getCurrentThreadCpuTime() - cpuStart;
    return new Rate(done * 1e9 / (now - start), done * 1e9 / cpu);
  }
}
