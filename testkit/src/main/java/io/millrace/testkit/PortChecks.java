// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** What contracts of ports have in common: the default budget, and several threads at once. */
final class PortChecks {
  private static final Duration BUDGET = Duration.ofSeconds(2);
  private static final int THREADS = 4;

  private PortChecks() {}

  /** The answer, which has to come within Millrace's default budget. */
  static <T> T inTime(Supplier<T> call) {
    return assertTimeoutPreemptively(
        BUDGET, call::get, "Expected an answer within Millrace's default budget.");
  }

  /** Every thread has to get the answer that a single one gets. */
  static <T> void onSeveralThreads(Supplier<T> call) throws Exception {
    T alone = call.get();
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<T>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        calls.add(call::get);
      }
      for (Future<T> answer : pool.invokeAll(calls)) {
        assertEquals(alone, answer.get(), "Expected the same for each thread.");
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
