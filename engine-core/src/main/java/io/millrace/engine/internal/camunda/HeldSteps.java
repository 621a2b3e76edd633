// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.ConcurrentChangeException;
import io.millrace.engine.EngineException;
import io.millrace.engine.internal.UnitOfWork;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.camunda.bpm.engine.externaltask.ExternalTask;

/**
 * Transactions on automated steps by the calls that hold their locks. A failure that may pass by
 * itself is waited for as long as the lock lasts: what a handler has done should not be done again.
 * And an attempt whose end could not be stored meanwhile does not count. Thread-safe.
 */
final class HeldSteps {
  private static final long REPEAT_MILLIS = 500;

  private final CamundaRuntime runtime;
  private final Duration toBegin;
  private final BooleanSupplier closing;
  private final UncountedAttempts uncounted = new UncountedAttempts();

  /**
   * @param toBegin how long a lock must still last for a handler to begin
   * @param closing whether to wait no longer
   */
  HeldSteps(CamundaRuntime runtime, Duration toBegin, BooleanSupplier closing) {
    this.runtime = runtime;
    this.toBegin = toBegin;
    this.closing = closing;
  }

  /** The step is not this call's any more: it was fetched again, or it has ended. */
  static final class LostLockException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Whether a failure passes by itself: a conflict, or a database that is away. */
  static boolean mayPass(Throwable failure) {
    return failure instanceof ConcurrentChangeException
        || failure instanceof EngineException engine && engine.isTransient();
  }

  /**
   * Lets a handler begin, unless the rest of the lock has become too short for it. Then the step is
   * left alone: it comes again with a new lock, and the attempt has not been counted.
   *
   * @param work is told how many of the attempts so far do not count
   */
  <T> T begin(FetchedStep step, BiFunction<UnitOfWork, Integer, T> work) {
    int forgiven = uncounted.of(step.run());
    T begun =
        hold(
            step,
            step.lockEnds() - toBegin.toNanos(),
            unit -> work.apply(unit, forgiven),
            () -> {});
    uncounted.takeBack(step.run(), forgiven);
    return begun;
  }

  /**
   * Stores what a handler came to. While the database is away, the attempt does not count: be it
   * that the lock runs out, and the step begins anew.
   */
  <T> T end(FetchedStep step, Function<UnitOfWork, T> work) {
    AtomicBoolean away = new AtomicBoolean();
    boolean uncertain = false;
    try {
      return hold(
          step,
          step.lockEnds(),
          work,
          () -> {
            if (!away.getAndSet(true)) {
              uncounted.add(step.run());
            }
          });
    } catch (RuntimeException e) {
      uncertain = e instanceof LostLockException || mayPass(e);
      throw e;
    } finally {
      if (away.get() && !uncertain) {
        uncounted.takeBack(step.run(), 1);
      }
    }
  }

  /** Runs a transaction on a step once. */
  <T> T once(FetchedStep step, Function<UnitOfWork, T> work) {
    return runtime.transaction(
        unit -> {
          requireLock(step);
          return work.apply(unit);
        });
  }

  private <T> T hold(
      FetchedStep step, long until, Function<UnitOfWork, T> work, Runnable whenAway) {
    while (true) {
      try {
        return once(step, work);
      } catch (EngineException | ConcurrentChangeException e) {
        if (!mayPass(e)) {
          throw e;
        }
        whenAway.run();
        if (closing.getAsBoolean() || System.nanoTime() - until > 0) {
          throw e;
        }
        pause(e);
      }
    }
  }

  private static void pause(RuntimeException failure) {
    try {
      Thread.sleep(REPEAT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  private void requireLock(FetchedStep step) {
    ExternalTask task =
        runtime
            .engine()
            .getExternalTaskService()
            .createExternalTaskQuery()
            .externalTaskId(step.task().getId())
            .singleResult();
    if (task == null || !step.worker().equals(task.getWorkerId())) {
      throw new LostLockException();
    }
  }
}
