// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Action;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says that a blocked step can proceed: it is worked on again, or waits again if it was never
 * started. Immutable.
 *
 * @param item the host's id of the work item
 * @param step the step's key; null for the only open step, or where the run is named
 * @param run the id of the step run; null for the open run of the step
 * @param stamp command id, time, and whether it was inferred
 */
public record UnblockStep(String item, @Nullable String step, @Nullable UUID run, Stamp stamp)
    implements WorkRequest<UnblockStep> {

  /** The only open step. */
  public static UnblockStep of(String item) {
    return new UnblockStep(item, null, null, Stamp.NOW);
  }

  /** A step by its key. */
  public static UnblockStep of(String item, String step) {
    return new UnblockStep(item, step, null, Stamp.NOW);
  }

  /** The step run, as a receipt or a worklist tells it: {@link io.millrace.model.StepRun#id()}. */
  public UnblockStep run(UUID value) {
    return new UnblockStep(item, step, value, stamp);
  }

  @Override
  public Action action() {
    return Action.UNBLOCK;
  }

  @Override
  public UnblockStep stamp(Stamp value) {
    return new UnblockStep(item, step, run, value);
  }
}
