// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.store.RunRow;
import io.millrace.event.EventType;
import io.millrace.model.StepState;
import java.util.List;

/** Gives work up, with everything that was called for. Not thread-safe. */
final class Cancellation {
  private final UnitOfWork unit;
  private final Environment env;

  Cancellation(UnitOfWork unit, Environment env) {
    this.unit = unit;
    this.env = env;
  }

  /** Gives a work item up. Whoever waits for it goes on. */
  void cancel(ItemWork item, String reason) {
    item.cancelled(reason);
    giveUpSteps(item, reason);
    endInstances(item, reason);
    unit.calls().ended(item);
  }

  /** Cancels the open steps, and the work items that do some of them. */
  void giveUpSteps(ItemWork item, String reason) {
    for (RunRow run : List.copyOf(item.runs().open())) {
      item.runs().move(run, StepState.CANCELLED, EventType.STEP_CANCELLED, reason);
      giveUpCall(item, run, reason);
    }
  }

  /** Ends what runs in the process engine. */
  void endInstances(ItemWork item, String reason) {
    for (String instance : item.openInstances()) {
      env.runtime().cancel(instance, reason);
    }
  }

  /** A step is over without its result: a work item that does it is not needed any more. */
  void giveUpCall(ItemWork parent, RunRow run, String reason) {
    if (run.calledItem == null) {
      return;
    }
    ItemWork child = unit.lock(parent.row().tenant, run.calledItem);
    if (run.runKey.equals(child.row().parentRun)) {
      child.callIsOver();
      if (!child.row().state.isEnded()) {
        child.follow(parent);
        cancel(child, reason);
      }
    }
  }
}
