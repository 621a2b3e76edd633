// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.internal.FailureText;
import io.millrace.engine.internal.HandledSteps;
import io.millrace.engine.internal.HandledSteps.Fate;
import io.millrace.engine.internal.HandledSteps.Verdict;
import io.millrace.engine.internal.HandlerSettings;
import io.millrace.engine.internal.camunda.HeldSteps.LostLockException;
import io.millrace.engine.internal.camunda.HeldSteps.RefusedException;
import io.millrace.engine.internal.isolation.CarriedFailure;
import io.millrace.engine.internal.isolation.LoggedFailure;
import io.millrace.engine.internal.isolation.Running;
import io.millrace.plugin.port.StepHandler;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.ExternalTaskService;
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
  private static final long PAUSE_MILLIS = 5_000;
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
  private final HeldSteps held;
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
    this.held = new HeldSteps(runtime, settings, this::hasEnded);
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

  /** Lets go of a step with which nothing began. */
  void unlock(FetchedStep fetched) {
    service().unlock(fetched.task().getId());
  }

  /** Does a step, or gives it back if it is too late for that. */
  void work(FetchedStep fetched) {
    try {
      if (ended) {
        unlock(fetched);
      } else {
        begin(fetched);
      }
    } catch (LostLockException | HandledSteps.StepEndedException e) {
      LOG.info(
          "What handler '{}' came to at step '{}' is not needed any more: the step has ended, or"
              + " its lock ran out and it began again.",
          fetched.name(),
          fetched.task().getActivityId());
    } catch (RuntimeException | Error e) {
      LOG.warn(
          "Step '{}' could not be finished here; it comes again when its lock ends.",
          fetched.task().getActivityId(),
          e);
    }
  }

  private void begin(FetchedStep fetched) {
    HeldSteps.Begun begun;
    try {
      begun =
          held.begin(
              fetched,
              (unit, uncounted, tried) -> {
                HandledSteps.Beginning beginning =
                    steps.begun(unit, fetched.step(), uncounted, tried);
                if (beginning.task() == null) {
                  record(fetched, beginning.verdict());
                }
                return beginning;
              });
    } catch (RefusedException e) {
      failedToRecord(
          fetched,
          FailureText.of("the step could not begin", e.refusal(), LONGEST_FAILURE),
          e.refusal());
      return;
    }
    StepHandler.Task task = begun.beginning().task();
    if (task == null) {
      tell(fetched, begun.beginning().verdict(), null);
      return;
    }
    call(begun.step(), task);
  }

  private void call(FetchedStep fetched, StepHandler.Task task) {
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
    } catch (HandlerCall.StoppedException e) {
      watched.abandoned();
      giveBack(fetched, String.valueOf(e.getMessage()));
    } catch (ExecutionException e) {
      CarriedFailure carried = CarriedFailure.of(e);
      watched.failed(carried.words());
      failed(fetched, carried.words(), carried.copy());
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

  private void complete(FetchedStep fetched, StepHandler.@Nullable Completion completion) {
    if (completion == null) {
      failed(fetched, NO_COMPLETION, null);
      return;
    }
    try {
      held.end(
          fetched,
          unit -> {
            Map<String, Object> variables = steps.completed(unit, fetched.step(), completion);
            service().complete(fetched.task().getId(), fetched.worker(), variables);
            return variables;
          });
    } catch (RefusedException e) { // a participant may object, too
      failed(fetched, FailureText.of(e.refusal(), LONGEST_FAILURE), new LoggedFailure(e.refusal()));
    }
  }

  private void failed(FetchedStep fetched, String reason, @Nullable LoggedFailure cause) {
    try {
      Verdict verdict =
          held.end(
              fetched,
              unit -> {
                Verdict found = steps.failed(unit, fetched.step(), reason);
                record(fetched, found);
                return found;
              });
      tell(fetched, verdict, cause);
    } catch (RefusedException e) {
      failedToRecord(fetched, reason, e.refusal());
    }
  }

  /** The attempt does not count: another node, or this one later, goes on. */
  private void giveBack(FetchedStep fetched, String reason) {
    try {
      held.end(
          fetched,
          unit -> {
            Verdict verdict = steps.givenBack(unit, fetched.step(), reason);
            if (verdict.fate() == Fate.BLOCKED_BY_PERSON) {
              record(fetched, verdict);
            } else if (ended) {
              unlock(fetched);
            } else { // not at once: what kept this node from it may last
              record(fetched, reason, settings.attempts(), PAUSE_MILLIS);
            }
            return verdict;
          });
    } catch (RefusedException e) {
      failedToRecord(fetched, reason, e.refusal());
    }
  }

  /** Has the engine wait for the next attempt, or for a person. */
  private void record(FetchedStep fetched, Verdict verdict) {
    boolean retried = verdict.fate() == Fate.RETRIED;
    int left = retried ? Math.max(1, settings.attempts() - verdict.attempt()) : 0;
    String message =
        verdict.fate() == Fate.BLOCKED_BY_PERSON ? BLOCKED_BY_PERSON : verdict.reason();
    long pause = retried ? backoff(verdict.attempt()) : 0;
    record(fetched, message, left, pause);
  }

  private void record(FetchedStep fetched, String message, int left, long pauseMillis) {
    service()
        .handleFailure(fetched.task().getId(), fetched.worker(), message, null, left, pauseMillis);
  }

  /**
   * Even what happened cannot be stored with the work item, as when a participant refuses each
   * event of it. Then the process engine alone keeps it: the step is tried again, and comes to an
   * end among the failures.
   */
  private void failedToRecord(FetchedStep fetched, String reason, Throwable why) {
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

  private void tell(FetchedStep fetched, Verdict verdict, @Nullable LoggedFailure cause) {
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

  private ExternalTaskService service() {
    return runtime.engine().getExternalTaskService();
  }
}
