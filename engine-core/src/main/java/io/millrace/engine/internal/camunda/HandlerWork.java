// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.ConcurrentChangeException;
import io.millrace.engine.EngineException;
import io.millrace.engine.internal.FailureText;
import io.millrace.engine.internal.HandledSteps;
import io.millrace.engine.internal.HandledSteps.Fate;
import io.millrace.engine.internal.HandledSteps.Verdict;
import io.millrace.engine.internal.HandlerSettings;
import io.millrace.engine.internal.UnitOfWork;
import io.millrace.engine.internal.isolation.CarriedFailure;
import io.millrace.engine.internal.isolation.LoggedFailure;
import io.millrace.engine.internal.isolation.Running;
import io.millrace.engine.internal.isolation.Shield;
import io.millrace.plugin.port.StepHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.camunda.bpm.engine.ExternalTaskService;
import org.camunda.bpm.engine.externaltask.ExternalTask;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to one automated step that was fetched: its handler begins, works outside any
 * transaction, and what it comes to is stored if the lock is still its own. Thread-safe.
 */
final class HandlerWork {
  /** What the engine keeps as the failure of a step that waits because a person blocked it. */
  static final String BLOCKED_BY_PERSON = "blocked by a person";

  private static final Logger LOG = LoggerFactory.getLogger(HandlerWork.class);
  private static final String NO_COMPLETION = "it returned no completion";
  private static final long REPEAT_MILLIS = 500;
  private static final long FIRST_BACKOFF_MILLIS = 1_000;
  private static final long LONGEST_BACKOFF_MILLIS = Duration.ofMinutes(5).toMillis();

  /** Within the engine's column for the failure of a step, in characters. */
  static final int LONGEST_FAILURE = 600;

  private final CamundaRuntime runtime;
  private final HandledSteps steps;
  private final HandlerSettings settings;
  private final Executor calls;
  private final Runnable whenUnstuck;
  private final AtomicInteger stuck = new AtomicInteger();
  private final Set<HandlerCall> running = ConcurrentHashMap.newKeySet();
  private final UncountedAttempts uncounted = new UncountedAttempts();
  private volatile boolean ended;

  /**
   * @param calls the threads on which handlers are called
   * @param whenUnstuck is run when a handler that was given up has ended after all
   */
  HandlerWork(
      CamundaRuntime runtime,
      HandledSteps steps,
      HandlerSettings settings,
      Executor calls,
      Runnable whenUnstuck) {
    this.runtime = runtime;
    this.steps = steps;
    this.settings = settings;
    this.calls = calls;
    this.whenUnstuck = whenUnstuck;
  }

  /** A step under a lock, and until when the lock lasts by the clock of {@link System#nanoTime}. */
  record Fetched(
      LockedExternalTask task, String worker, long lockEnds, StepHandler handler, Shield shield) {

    HandledSteps.Handled step() {
      return new HandledSteps.Handled(task.getBusinessKey(), task.getActivityInstanceId(), name());
    }

    /** The name by which the handler was brought; it is not asked again. */
    String name() {
      return task.getTopicName();
    }
  }

  /** The step is not this call's any more: it was fetched again, or it has ended. */
  private static final class LostLockException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** How many handlers that were given up keep their threads. */
  int stuck() {
    return stuck.get();
  }

  /** Begins with no further step, and does not wait for a database that is away. */
  void end() {
    ended = true;
  }

  /** Whether no further step begins. */
  boolean hasEnded() {
    return ended;
  }

  /** Gives up the handlers that are under way; their steps are given back. */
  void stop() {
    running.forEach(HandlerCall::stop);
  }

  /** Does a step, or gives it back if it is too late for that. */
  void work(Fetched fetched) {
    try {
      if (ended) {
        service().unlock(fetched.task().getId());
      } else {
        begin(fetched);
      }
    } catch (LostLockException | HandledSteps.StepEndedException e) {
      LOG.info(
          "What handler '{}' came to at step '{}' is not needed any more: the step has ended, or"
              + " its lock ran out and it began again.",
          fetched.name(),
          fetched.task().getActivityId());
    } catch (RuntimeException e) {
      LOG.warn(
          "Step '{}' could not be finished here; it comes again when its lock ends.",
          fetched.task().getActivityId(),
          e);
    }
  }

  private void begin(Fetched fetched) {
    HandledSteps.Beginning beginning;
    String run = fetched.step().engineRef();
    int forgiven = uncounted.of(run);
    try {
      beginning =
          holding(
              fetched,
              unit -> {
                HandledSteps.Beginning begun = steps.begun(unit, fetched.step(), forgiven);
                if (begun.task() == null) {
                  record(fetched, begun.verdict());
                }
                return begun;
              },
              () -> {});
    } catch (LostLockException | HandledSteps.StepEndedException e) {
      throw e;
    } catch (RuntimeException e) {
      failedToRecord(fetched, FailureText.of("the step could not begin", e, LONGEST_FAILURE), e);
      return;
    }
    uncounted.takeBack(run, forgiven);
    if (beginning.task() == null) {
      tell(fetched, beginning.verdict(), null);
      return;
    }
    call(fetched, beginning.task());
  }

  private void call(Fetched fetched, StepHandler.Task task) {
    Running watched = fetched.shield().begin();
    HandlerCall call =
        new HandlerCall(
            fetched.handler(), task, stuck::incrementAndGet, this::unstuck, watched::returned);
    running.add(call);
    try {
      StepHandler.Completion completion = call.await(calls, settings.budget());
      if (completion == null) {
        watched.failed(NO_COMPLETION);
      } else {
        watched.succeeded();
      }
      complete(fetched, completion);
    } catch (TimeoutException e) {
      String reason = "it took longer than " + settings.budget().toMillis() + " ms";
      watched.late(reason);
      failed(fetched, reason, null);
    } catch (ExecutionException e) {
      CarriedFailure carried = CarriedFailure.of(e);
      if (carried == null) { // given up from outside
        watched.abandoned();
        giveBack(fetched);
      } else {
        watched.failed(carried.words());
        failed(fetched, carried.words(), carried.copy());
      }
    } catch (InterruptedException e) {
      watched.abandoned();
      Thread.currentThread().interrupt();
    } finally {
      running.remove(call);
    }
  }

  private void unstuck() {
    stuck.decrementAndGet();
    whenUnstuck.run();
  }

  private void complete(Fetched fetched, StepHandler.@Nullable Completion completion) {
    if (completion == null) {
      failed(fetched, NO_COMPLETION, null);
      return;
    }
    try {
      ending(
          fetched,
          unit -> {
            Map<String, Object> variables = steps.completed(unit, fetched.step(), completion);
            service().complete(fetched.task().getId(), fetched.worker(), variables);
            return variables;
          });
    } catch (LostLockException | HandledSteps.StepEndedException e) {
      throw e;
    } catch (RuntimeException e) {
      if (mayPass(e)) {
        throw e;
      }
      // Its result is refused, or a participant objects.
      failed(fetched, FailureText.of(e, LONGEST_FAILURE), new LoggedFailure(e));
    }
  }

  private void failed(Fetched fetched, String reason, @Nullable LoggedFailure cause) {
    try {
      Verdict verdict =
          ending(
              fetched,
              unit -> {
                Verdict found = steps.failed(unit, fetched.step(), reason);
                record(fetched, found);
                return found;
              });
      tell(fetched, verdict, cause);
    } catch (LostLockException | HandledSteps.StepEndedException e) {
      throw e;
    } catch (RuntimeException e) {
      failedToRecord(fetched, reason, e);
    }
  }

  private void giveBack(Fetched fetched) {
    runtime.transaction(
        unit -> {
          requireLock(fetched);
          Verdict verdict =
              steps.givenBack(
                  unit, fetched.step(), "the node that did it closed: another one goes on");
          if (verdict.fate() == Fate.BLOCKED_BY_PERSON) {
            record(fetched, verdict);
          } else {
            service().unlock(fetched.task().getId());
          }
          return verdict;
        });
  }

  /** Has the engine wait for the next attempt, or for a person. */
  private void record(Fetched fetched, Verdict verdict) {
    boolean retried = verdict.fate() == Fate.RETRIED;
    int left = retried ? Math.max(1, settings.attempts() - verdict.attempt()) : 0;
    String message =
        verdict.fate() == Fate.BLOCKED_BY_PERSON ? BLOCKED_BY_PERSON : verdict.reason();
    long pause = retried ? backoff(verdict.attempt()) : 0;
    record(fetched, message, left, pause);
  }

  private void record(Fetched fetched, String message, int left, long pauseMillis) {
    service()
        .handleFailure(fetched.task().getId(), fetched.worker(), message, null, left, pauseMillis);
  }

  /**
   * Even what happened cannot be stored with the work item, as when a participant refuses each
   * event of it. Then the process engine alone keeps it: the step is tried again, and comes to an
   * end among the failures.
   */
  private void failedToRecord(Fetched fetched, String reason, RuntimeException why) {
    if (mayPass(why)) {
      throw why;
    }
    Integer before = fetched.task().getRetries();
    int left = Math.max(0, (before == null ? settings.attempts() : before) - 1);
    LOG.warn(
        "The failure of handler '{}' at step '{}' could not be stored with its work item,"
            + " {} attempts left: {}",
        fetched.name(),
        fetched.task().getActivityId(),
        left,
        reason,
        new LoggedFailure(why));
    String message =
        FailureText.of(reason + "; and that could not be stored", why, LONGEST_FAILURE);
    record(fetched, message, left, backoff(settings.attempts() - left));
  }

  static long backoff(int attempt) {
    int doublings = Math.min(20, Math.max(0, attempt - 1));
    return Math.min(LONGEST_BACKOFF_MILLIS, FIRST_BACKOFF_MILLIS << doublings);
  }

  private void tell(Fetched fetched, Verdict verdict, @Nullable LoggedFailure cause) {
    if (verdict.fate() == Fate.BLOCKED_BY_PERSON) {
      LOG.info(
          "Step '{}' waits for a person to unblock it, and then for handler '{}'.",
          fetched.task().getActivityId(),
          fetched.name());
      return;
    }
    LOG.warn(
        "Handler '{}' failed at step '{}', attempt {} of {}: {}",
        fetched.name(),
        fetched.task().getActivityId(),
        verdict.attempt(),
        settings.attempts(),
        verdict.reason(),
        cause);
  }

  /**
   * Stores what a handler came to. While the database is away, the attempt does not count: be it
   * that the lock runs out, and the step begins anew.
   */
  private <T> T ending(Fetched fetched, Function<UnitOfWork, T> work) {
    String run = fetched.step().engineRef();
    AtomicBoolean away = new AtomicBoolean();
    boolean uncertain = false;
    try {
      return holding(
          fetched,
          work,
          () -> {
            if (!away.getAndSet(true)) {
              uncounted.add(run);
            }
          });
    } catch (RuntimeException e) {
      uncertain = e instanceof LostLockException || mayPass(e);
      throw e;
    } finally {
      if (away.get() && !uncertain) {
        uncounted.takeBack(run, 1);
      }
    }
  }

  /**
   * Runs a transaction on a step that this call holds. A failure that may pass by itself is waited
   * for as long as the lock lasts: what a handler has done should not be done again.
   *
   * @param whenAway is run each time that it fails so
   */
  private <T> T holding(Fetched fetched, Function<UnitOfWork, T> work, Runnable whenAway) {
    while (true) {
      try {
        return runtime.transaction(
            unit -> {
              requireLock(fetched);
              return work.apply(unit);
            });
      } catch (EngineException | ConcurrentChangeException e) {
        if (!mayPass(e)) {
          throw e;
        }
        whenAway.run();
        if (ended || System.nanoTime() - fetched.lockEnds() > 0) {
          throw e;
        }
        pause(e);
      }
    }
  }

  private static boolean mayPass(RuntimeException failure) {
    return failure instanceof ConcurrentChangeException
        || failure instanceof EngineException engine && engine.isTransient();
  }

  private static void pause(RuntimeException failure) {
    try {
      Thread.sleep(REPEAT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  private void requireLock(Fetched fetched) {
    ExternalTask task =
        service().createExternalTaskQuery().externalTaskId(fetched.task().getId()).singleResult();
    if (task == null || !fetched.worker().equals(task.getWorkerId())) {
      throw new LostLockException();
    }
  }

  private ExternalTaskService service() {
    return runtime.engine().getExternalTaskService();
  }
}
