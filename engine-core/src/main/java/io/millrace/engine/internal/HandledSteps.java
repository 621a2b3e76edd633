// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Step;
import io.millrace.engine.Stamp;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.event.EventType;
import io.millrace.model.Facts;
import io.millrace.model.StepState;
import io.millrace.plugin.port.StepHandler;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What handlers do to steps, inside a transaction each. Thread-safe. */
public final class HandledSteps {
  private final Environment env;
  private final int attempts;

  /**
   * @param attempts how often a handler may begin with one step before it is given up
   */
  HandledSteps(Environment env, int attempts) {
    this.env = env;
    this.attempts = attempts;
  }

  /**
   * A step that a handler does.
   *
   * @param itemKey the work item, as the process engine's business key
   * @param engineRef how the process engine calls the step run
   * @param handler the handler's name
   */
  public record Handled(String itemKey, String engineRef, String handler) {}

  /**
   * What a handler that wants to begin is told.
   *
   * @param task what there is to do; null if the step must not run now
   * @param verdict why not, if so
   */
  public record Beginning(StepHandler.@Nullable Task task, Verdict verdict) {}

  /**
   * What becomes of a step that a handler has not done.
   *
   * @param fate what becomes of it
   * @param attempt how often the handler has begun
   * @param reason why the step is where it is
   */
  public record Verdict(Fate fate, int attempt, String reason) {}

  /** What becomes of a step. */
  public enum Fate {
    /** The handler is to try again. */
    RETRIED,
    /** Millrace gives up: the step is blocked until a person lets it try again. */
    GIVEN_UP,
    /** A person has blocked the step: it waits until a person unblocks it. */
    BLOCKED_BY_PERSON
  }

  /** The step has ended meanwhile: it was cancelled, or its time ran out. */
  public static final class StepEndedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A handler wants to begin with a step. The attempt is counted before it begins, so that a
   * handler that takes its process down with it, or never comes to an end, is given up too.
   *
   * @param uncounted how many of the attempts so far came to an end that could not be stored
   * @param tried the attempt that an earlier try of this beginning came to, which may be stored or
   *     not; 0 if there was none
   */
  public Beginning begun(UnitOfWork unit, Handled step, int uncounted, int tried) {
    ItemWork item = unit.item(step.itemKey());
    RunRow run = run(item, step);
    boolean counted = tried > 0 && run.attempts == tried && run.state == StepState.WORKING;
    Verdict against = counted ? null : count(item, run, step.handler(), uncounted);
    if (against != null) {
      return new Beginning(null, against);
    }
    StepHandler.Task task =
        new StepHandler.Task(
            run.runKey,
            item.row().tenant,
            item.row().id,
            run.stream,
            run.step,
            item.knowledge().facts());
    return new Beginning(task, new Verdict(Fate.RETRIED, run.attempts, ""));
  }

  /** Counts one more attempt; says so if there must be none. */
  private @Nullable Verdict count(ItemWork item, RunRow run, String handler, int uncounted) {
    run.attempts = Math.max(0, run.attempts - uncounted);
    if (run.state == StepState.BLOCKED) {
      return blockedByPerson(run);
    }
    if (run.attempts >= attempts) {
      String reason =
          "it began "
              + run.attempts
              + " times and never came to an end: each time its process ended, or its lock ran out";
      item.runs().move(run, StepState.BLOCKED, EventType.STEP_BLOCKED, reason);
      return new Verdict(Fate.GIVEN_UP, run.attempts, reason);
    }
    run.attempts++;
    if (run.state == StepState.WORKING) {
      item.runs().touch(run);
    } else {
      run.assignee = handler;
      item.runs().move(run, StepState.WORKING, EventType.STEP_STARTED, null);
    }
    return null;
  }

  /** A handler is done with a step; gives the process variables to set. */
  public Map<String, Object> completed(
      UnitOfWork unit, Handled handled, StepHandler.Completion completion) {
    ItemWork item = unit.item(handled.itemKey());
    RunRow run = run(item, handled);
    Step step = env.streams().stepOf(run);
    Refusals.requireResult(item, step, completion.result());
    Facts found = completion.facts();
    item.knowledge().forget(found.missing().keySet()); // asked for anew: what was known is stale
    item.knowledge().learn(found, Facts.none(), step, completion.result());
    item.runs().completed(run, step, completion.result());
    return UnitOfWork.variables(step, completion.result());
  }

  /** A handler failed at a step: it waits for the next attempt, or is blocked after the last. */
  public Verdict failed(UnitOfWork unit, Handled step, String reason) {
    ItemWork item = unit.item(step.itemKey());
    RunRow run = run(item, step);
    if (run.state == StepState.BLOCKED) {
      return blockedByPerson(run);
    }
    if (run.attempts >= attempts) {
      item.runs().move(run, StepState.BLOCKED, EventType.STEP_BLOCKED, reason);
      return new Verdict(Fate.GIVEN_UP, run.attempts, reason);
    }
    item.runs().move(run, StepState.WAITING, EventType.STEP_WAITING, reason);
    return new Verdict(Fate.RETRIED, run.attempts, reason);
  }

  /** A handler never ran, or was stopped as its Millrace closes: that attempt does not count. */
  public Verdict givenBack(UnitOfWork unit, Handled step, String reason) {
    ItemWork item = unit.item(step.itemKey());
    RunRow run = run(item, step);
    if (run.state == StepState.WAITING) {
      return new Verdict(Fate.RETRIED, run.attempts, reason); // it was given back already
    }
    run.attempts = Math.max(0, run.attempts - 1);
    if (run.state == StepState.BLOCKED) {
      item.runs().touch(run);
      return blockedByPerson(run);
    }
    item.runs().move(run, StepState.WAITING, EventType.STEP_WAITING, reason);
    return new Verdict(Fate.RETRIED, run.attempts, reason);
  }

  /** A person lets a handler try again what was given up. */
  static void retried(ProcessRuntime runtime, ItemWork item, RunRow run) {
    run.attempts = 0;
    if (run.state == StepState.BLOCKED) {
      item.runs().move(run, StepState.WAITING, EventType.STEP_UNBLOCKED, null);
    } else {
      item.runs().touch(run);
    }
    runtime.retryHandler(run.engineInstance, run.engineRef);
  }

  /** A person lets a handler try a step run again; does nothing if the run has ended. */
  static void retried(
      UnitOfWork unit, ProcessRuntime runtime, String tenant, String id, UUID key, String actor) {
    ItemWork item = unit.lock(tenant, id);
    item.begin(actor, Stamp.NOW);
    item.runs().findOpen(key).ifPresent(run -> retried(runtime, item, run));
  }

  private static Verdict blockedByPerson(RunRow run) {
    return new Verdict(Fate.BLOCKED_BY_PERSON, run.attempts, "a person has blocked the step");
  }

  private static RunRow run(ItemWork item, Handled step) {
    item.begin("handler:" + step.handler(), Stamp.NOW);
    return item.runs().open().stream()
        .filter(run -> run.engineRef.equals(step.engineRef()))
        .findFirst()
        .orElseThrow(StepEndedException::new);
  }
}
