package io.millrace.engine.internal;

import io.millrace.bpmn.Step;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.Stamp;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.event.EventType;
import io.millrace.model.Facts;
import io.millrace.model.StepState;
import io.millrace.plugin.port.StepHandler;
import java.util.Map;

/** What handlers do to steps, inside a transaction each. Thread-safe. */
public final class HandledSteps {
  private final Environment env;

  HandledSteps(Environment env) {
    this.env = env;
  }

  /** A handler begins with a step; gives what the handler is told. */
  public StepHandler.Task started(
      UnitOfWork unit, String itemKey, String engineRef, String handler) {
    ItemWork item = unit.item(itemKey);
    RunRow run = run(item, engineRef, handler);
    if (run.state != StepState.WORKING) {
      run.assignee = handler;
      item.runs().move(run, StepState.WORKING, EventType.STEP_STARTED, null);
    }
    return new StepHandler.Task(
        run.runKey,
        item.row().tenant,
        item.row().id,
        run.stream,
        run.step,
        item.knowledge().facts());
  }

  /** A handler is done with a step; gives the process variables to set. */
  public Map<String, Object> completed(
      UnitOfWork unit,
      String itemKey,
      String engineRef,
      String handler,
      StepHandler.Completion completion) {
    ItemWork item = unit.item(itemKey);
    RunRow run = run(item, engineRef, handler);
    Step step = env.streams().stepOf(run);
    Refusals.requireResult(item, step, completion.result());
    Facts found = completion.facts();
    item.knowledge().forget(found.missing().keySet()); // asked for anew: what was known is stale
    item.knowledge().learn(found, Facts.none(), step, completion.result());
    item.runs().completed(run, step, completion.result());
    return UnitOfWork.variables(step, completion.result());
  }

  /** A handler failed at a step: it waits for a retry, or is blocked when there are none left. */
  public void failed(
      UnitOfWork unit,
      String itemKey,
      String engineRef,
      String handler,
      String reason,
      boolean forGood) {
    ItemWork item = unit.item(itemKey);
    RunRow run = run(item, engineRef, handler);
    if (forGood) {
      item.runs().move(run, StepState.BLOCKED, EventType.STEP_BLOCKED, reason);
    } else {
      item.runs().move(run, StepState.WAITING, EventType.STEP_WAITING, reason);
    }
  }

  private static RunRow run(ItemWork item, String engineRef, String handler) {
    item.begin("handler:" + handler, Stamp.NOW);
    return item.runs().open().stream()
        .filter(run -> run.engineRef.equals(engineRef))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidStateException(
                    item.row().id,
                    "Expected work item '"
                        + item.row().id
                        + "' to wait for handler '"
                        + handler
                        + "', but that step has ended.",
                    "do nothing: the step was cancelled meanwhile"));
  }
}
