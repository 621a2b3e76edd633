// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.rules.internal.OneLine;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A call of a port on another thread, within a budget of time. */
final class PortCall<T> {
  private static final int LONGEST_REASON = 200;

  private final String port;
  private final Duration budget;
  private final long start = System.nanoTime();
  private final FutureTask<T> task;
  private @Nullable String refused;

  private PortCall(String port, Duration budget, Callable<T> call) {
    this.port = port;
    this.budget = budget;
    task = new FutureTask<>(call);
  }

  /** An answer, or the reason why there is none. */
  record Answer<T>(@Nullable T value, String failure) {}

  static <T> PortCall<T> start(
      String port, Executor executor, Duration budget, Callable<T> question) {
    PortCall<T> call = new PortCall<>(port, budget, question);
    try {
      executor.execute(call.task);
    } catch (RejectedExecutionException | OutOfMemoryError e) { // no further thread
      call.refused = "no thread was free to ask it";
    }
    return call;
  }

  Answer<T> await() {
    String reason = refused;
    if (reason == null) {
      try {
        long left = Math.max(0, budget.toNanos() - (System.nanoTime() - start));
        T value = task.get(left, TimeUnit.NANOSECONDS);
        if (value != null) {
          return new Answer<>(value, "");
        }
        reason = "it gave no answer";
      } catch (TimeoutException e) {
        reason = "it took longer than " + budget.toMillis() + " ms";
      } catch (ExecutionException e) {
        reason =
            e.getCause() instanceof NoAnswerException told
                ? String.valueOf(told.getMessage())
                : "it failed: " + e.getCause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        reason = "the question was interrupted";
      }
    }
    task.cancel(true);
    return new Answer<>(null, port + ": " + OneLine.of(reason, LONGEST_REASON));
  }
}
