// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import java.lang.management.ManagementFactory;
import java.time.Instant;

/** Prints how long the built-in pack takes in a fresh JVM. */
public final class LoadTimeMain {
  private LoadTimeMain() {}

  /** Loads the pack and takes one decision of each point. */
  public static void main(String[] args) {
    long start = System.nanoTime();
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      long loaded = System.nanoTime();
      Facts facts = Facts.builder().put("id", "1").put("title", "Cannot log in").build();
      for (DecisionPoint point : pack.points()) {
        pack.decide(point, facts, Instant.EPOCH);
      }
      long decided = System.nanoTime();
      System.out.printf(
          "pack ready %d ms, first decisions %d ms, JVM start to here %d ms, %s%n",
          (loaded - start) / 1_000_000,
          (decided - loaded) / 1_000_000,
          System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime(),
          pack.ref());
    }
  }
}
