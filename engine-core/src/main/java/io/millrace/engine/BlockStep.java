package io.millrace.engine;

import org.jspecify.annotations.Nullable;

/**
 * Says that a step cannot proceed. Immutable.
 *
 * @param item the host's id of the work item
 * @param step the step's key; null for the only open step
 * @param reason why, for people to read
 * @param stamp command id, time, and whether it was inferred
 */
public record BlockStep(String item, @Nullable String step, String reason, Stamp stamp)
    implements WorkRequest<BlockStep> {

  /** The only open step. */
  public static BlockStep of(String item, String reason) {
    return new BlockStep(item, null, reason, Stamp.NOW);
  }

  /** A step by its key. */
  public static BlockStep of(String item, String step, String reason) {
    return new BlockStep(item, step, reason, Stamp.NOW);
  }

  @Override
  public BlockStep stamp(Stamp value) {
    return new BlockStep(item, step, reason, value);
  }
}
