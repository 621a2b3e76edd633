// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Attempts of handlers that count for nothing: the handler did come to an end, but the database was
 * away when that was to be stored. Known to this node alone, and only until it ends. Thread-safe.
 */
final class UncountedAttempts {
  /** Enough for a long outage; steps that other nodes went on with stay behind. */
  private static final int MOST = 10_000;

  private final Map<String, Integer> attempts = new LinkedHashMap<>();

  /** How many attempts at a step run count for nothing. */
  synchronized int of(String run) {
    return attempts.getOrDefault(run, 0);
  }

  /** One more attempt at a step run counts for nothing. */
  synchronized void add(String run) {
    attempts.merge(run, 1, Integer::sum);
    if (attempts.size() > MOST) {
      attempts.remove(attempts.keySet().iterator().next());
    }
  }

  /** Some of them count after all, or were taken off the count. */
  synchronized void takeBack(String run, int some) {
    attempts.computeIfPresent(run, (key, all) -> all > some ? all - some : null);
  }
}
