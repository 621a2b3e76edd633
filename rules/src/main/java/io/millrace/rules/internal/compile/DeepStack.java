// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Runs work on a stack that is large enough for the deepest nesting that a file of the largest size
 * can hold. On a usual stack a parser may overflow while it initialises one of its classes, which
 * leaves this class broken for the rest of the process.
 */
final class DeepStack {
  private static final long BYTES = 256L << 20;

  private DeepStack() {}

  /** Runs it and waits for its end; false if even this stack was too small. */
  static boolean run(Runnable work) {
    FutureTask<@Nullable Void> task = new FutureTask<>(work, null);
    Thread thread = new Thread(null, task, "millrace-rule-compiler", BYTES);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          task.get();
          return true;
        } catch (InterruptedException e) {
          interrupted = true; // it ends soon; the caller's flag is set again below
        }
      }
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean failed(@Nullable Throwable cause) {
    if (cause instanceof StackOverflowError) {
      return false;
    }
    if (cause instanceof RuntimeException failure) {
      throw failure;
    }
    if (cause instanceof Error failure) {
      throw failure;
    }
    throw new IllegalStateException(cause);
  }
}
