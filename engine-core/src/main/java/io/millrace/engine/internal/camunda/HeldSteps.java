// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.ConcurrentChangeException;
import io.millrace.engine.EngineException;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.internal.HandledSteps;
import io.millrace.engine.internal.HandledSteps.Beginning;
import io.millrace.engine.internal.HandlerSettings;
import io.millrace.engine.internal.UnitOfWork;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.jspecify.annotations.Nullable;

/**
 * Transactions on automated steps by the calls that hold their locks. A failure that may pass by
 * itself is waited for as long as the lock lasts: what a handler has done should not be done again.
 * And an attempt whose end could not be stored meanwhile does not count. Thread-safe.
 */
final class HeldSteps {
  private static final long REPEAT_MILLIS = 500;

  private final CamundaRuntime runtime;
  private final HandlerSettings settings;
  private final BooleanSupplier closing;
  private final UncountedAttempts uncounted = new UncountedAttempts();

  /**
   * @param closing whether to wait no longer
   */
  HeldSteps(CamundaRuntime runtime, HandlerSettings settings, BooleanSupplier closing) {
    this.runtime = runtime;
    this.settings = settings;
    this.closing = closing;
  }

  /** The step is not this call's any more: it was fetched again, or it has ended. */
  static final class LostLockException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** What was to be stored is refused, and would be again; the cause says why. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Throwable refusal;

    RefusedException(Throwable refusal) {
      super(refusal);
      this.refusal = refusal;
    }

    /** What was thrown. */
    Throwable refusal() {
      return refusal;
    }
  }

  /** A transaction in which a handler begins. */
  @FunctionalInterface
  interface Begin {
    /**
     * Begins.
     *
     * @param uncounted how many of the attempts so far do not count
     * @param tried the attempt that an earlier try came to, which may be stored; 0 if none
     */
    Beginning in(UnitOfWork unit, int uncounted, int tried);
  }

  /** Whether a failure passes by itself: a conflict, or a database that is away. */
  private static boolean mayPass(Throwable failure) {
    return failure instanceof ConcurrentChangeException
        || failure instanceof EngineException engine && engine.isTransient();
  }

  /**
   * A beginning, and the step with its lock as it is now.
   *
   * @param step as it was fetched, or with a longer lock
   */
  record Begun(FetchedStep step, Beginning beginning) {}

  /**
   * Lets a handler begin. If little is left of the lock by then, it begins anew: a handler that
   * began at its end would lose it, and would be called a second time.
   *
   * @throws RefusedException if it must not, for a reason that stays
   */
  Begun begin(FetchedStep step, Begin work) throws RefusedException {
    int forgiven = uncounted.of(step.run());
    AtomicInteger tried = new AtomicInteger();
    AtomicBoolean uncertain = new AtomicBoolean();
    try {
      Begun begun =
          hold(
              step,
              unit -> {
                Beginning beginning = work.in(unit, forgiven, tried.get());
                if (beginning.task() == null) {
                  return new Begun(step, beginning);
                }
                tried.set(beginning.verdict().attempt());
                return new Begun(withLock(step), beginning);
              },
              failure -> {
                if (failure instanceof EngineException engine && engine.mayBeCommitted()) {
                  uncertain.set(true);
                }
              });
      uncounted.takeBack(step.run(), forgiven);
      return begun;
    } catch (RuntimeException e) {
      if (tried.get() > 0 && uncertain.get()) {
        uncounted.add(step.run()); // and nothing was called
      }
      throw e;
    }
  }

  private FetchedStep withLock(FetchedStep step) {
    long now = System.nanoTime();
    long left = step.lockEnds() - now;
    if (left < 0) {
      throw new LostLockException();
    }
    if (left >= settings.lockToBegin().toNanos()) {
      return step;
    }
    runtime
        .engine()
        .getExternalTaskService()
        .extendLock(step.task().getId(), step.worker(), settings.lock().toMillis());
    return step.withLockEnds(now + settings.lock().toNanos());
  }

  /**
   * Stores what a handler came to. While the database is away, the attempt does not count: be it
   * that the lock runs out, and the step begins anew.
   *
   * @throws RefusedException if it cannot be stored, for a reason that stays
   */
  <T> T end(FetchedStep step, Function<UnitOfWork, T> work) throws RefusedException {
    AtomicBoolean away = new AtomicBoolean();
    boolean uncertain = false;
    try {
      return hold(
          step,
          work,
          failure -> {
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

  private <T> T hold(FetchedStep step, Function<UnitOfWork, T> work, Consumer<Exception> whenAway)
      throws RefusedException {
    AtomicReference<@Nullable T> earlier = new AtomicReference<>();
    while (true) {
      try {
        return once(step, work, earlier);
      } catch (LostLockException | HandledSteps.StepEndedException e) {
        throw e;
      } catch (EngineException | ConcurrentChangeException e) {
        if (!mayPass(e)) {
          throw new RefusedException(e);
        }
        whenAway.accept(e);
        if (closing.getAsBoolean() || System.nanoTime() - step.lockEnds() > 0) {
          throw e;
        }
        pause(e);
      } catch (InvalidStateException e) {
        if (closing.getAsBoolean()) {
          throw e; // the Millrace is closed
        }
        throw new RefusedException(e);
      } catch (RuntimeException | Error e) {
        throw new RefusedException(e);
      }
    }
  }

  /**
   * One try.
   *
   * @param earlier what an earlier one came to, which may be stored although it failed
   */
  private <T> T once(
      FetchedStep step, Function<UnitOfWork, T> work, AtomicReference<@Nullable T> earlier) {
    return runtime.transaction(
        unit -> {
          ExternalTask task = requireLock(step);
          T before = earlier.get();
          if (before != null && isGivenUp(task)) {
            return before;
          }
          T now = work.apply(unit);
          earlier.set(now);
          return now;
        });
  }

  /** Nobody fetches such a task: if it was fetched, it has become so since. */
  private static boolean isGivenUp(ExternalTask task) {
    Integer left = task.getRetries();
    return left != null && left == 0;
  }

  private static void pause(RuntimeException failure) {
    try {
      Thread.sleep(REPEAT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  private ExternalTask requireLock(FetchedStep step) {
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
    return task;
  }
}
