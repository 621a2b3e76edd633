// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Action;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts work on a waiting step: somebody pulls it. Immutable.
 *
 * <p>A request that names the step run can be repeated: it changes nothing if the same person works
 * on that run already.
 *
 * @param item the host's id of the work item
 * @param step the step's key; null for the only open step, or where the run is named
 * @param run the id of the step run; null for the open run of the step
 * @param assignee who works on it; null for the actor
 * @param stamp command id, time, and whether it was inferred
 */
public record StartStep(
    String item, @Nullable String step, @Nullable UUID run, @Nullable String assignee, Stamp stamp)
    implements WorkRequest<StartStep> {

  /** The only open step. */
  public static StartStep of(String item) {
    return new StartStep(item, null, null, null, Stamp.NOW);
  }

  /** A step by its key. */
  public static StartStep of(String item, String step) {
    return new StartStep(item, step, null, null, Stamp.NOW);
  }

  /** The step run, as a receipt or a worklist tells it: {@link io.millrace.model.StepRun#id()}. */
  public StartStep run(UUID value) {
    return new StartStep(item, step, value, assignee, stamp);
  }

  /** Who works on it, if not the actor. */
  public StartStep assignee(String value) {
    return new StartStep(item, step, run, value, stamp);
  }

  @Override
  public Action action() {
    return Action.START;
  }

  @Override
  public StartStep stamp(Stamp value) {
    return new StartStep(item, step, run, assignee, value);
  }
}
