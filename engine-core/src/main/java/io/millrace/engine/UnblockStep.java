package io.millrace.engine;

import org.jspecify.annotations.Nullable;

/**
 * Says that a blocked step can proceed: it is worked on again, or waits again if it was never
 * started. Immutable.
 *
 * @param item the host's id of the work item
 * @param step the step's key; null for the only open step
 * @param stamp command id, time, and whether it was inferred
 */
public record UnblockStep(String item, @Nullable String step, Stamp stamp)
    implements WorkRequest<UnblockStep> {

  /** The only open step. */
  public static UnblockStep of(String item) {
    return new UnblockStep(item, null, Stamp.NOW);
  }

  /** A step by its key. */
  public static UnblockStep of(String item, String step) {
    return new UnblockStep(item, step, Stamp.NOW);
  }

  @Override
  public UnblockStep stamp(Stamp value) {
    return new UnblockStep(item, step, value);
  }
}
