// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.internal.HandledSteps;
import io.millrace.engine.internal.isolation.Shield;
import io.millrace.plugin.port.StepHandler;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;

/**
 * An automated step under a lock.
 *
 * @param worker whose lock it is: each fetch has a name of its own
 * @param lockEnds when the lock ends, by the clock of {@link System#nanoTime}
 */
record FetchedStep(
    LockedExternalTask task, String worker, long lockEnds, StepHandler handler, Shield shield) {

  /** The same under a longer lock. */
  FetchedStep withLockEnds(long ends) {
    return new FetchedStep(task, worker, ends, handler, shield);
  }

  HandledSteps.Handled step() {
    return new HandledSteps.Handled(task.getBusinessKey(), run(), name());
  }

  /** The engine's name of the step run. */
  String run() {
    return task.getActivityInstanceId();
  }

  /** The name by which the handler was brought; it is not asked again. */
  String name() {
    return task.getTopicName();
  }
}
