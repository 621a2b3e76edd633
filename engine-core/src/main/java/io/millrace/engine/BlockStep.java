// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Action;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says that a step cannot proceed. Immutable.
 *
 * @param item the host's id of the work item
 * @param step the step's key; null for the only open step, or where the run is named
 * @param run the id of the step run; null for the open run of the step
 * @param reason why, for people to read
 * @param stamp command id, time, and whether it was inferred
 */
public record BlockStep(
    String item, @Nullable String step, @Nullable UUID run, String reason, Stamp stamp)
    implements WorkRequest<BlockStep> {

  /** The only open step. */
  public static BlockStep of(String item, String reason) {
    return new BlockStep(item, null, null, reason, Stamp.NOW);
  }

  /** A step by its key. */
  public static BlockStep of(String item, String step, String reason) {
    return new BlockStep(item, step, null, reason, Stamp.NOW);
  }

  /** The step run, as a receipt or a worklist tells it: {@link io.millrace.model.StepRun#id()}. */
  public BlockStep run(UUID value) {
    return new BlockStep(item, step, value, reason, stamp);
  }

  @Override
  public Action action() {
    return Action.BLOCK;
  }

  @Override
  public BlockStep stamp(Stamp value) {
    return new BlockStep(item, step, run, reason, value);
  }
}
