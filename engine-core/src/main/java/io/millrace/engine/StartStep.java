package io.millrace.engine;

import org.jspecify.annotations.Nullable;

/**
 * Starts work on a waiting step: somebody pulls it. Immutable.
 *
 * @param item the host's id of the work item
 * @param step the step's key; null for the only open step
 * @param assignee who works on it; null for the actor
 * @param stamp command id, time, and whether it was inferred
 */
public record StartStep(String item, @Nullable String step, @Nullable String assignee, Stamp stamp)
    implements WorkRequest<StartStep> {

  /** The only open step. */
  public static StartStep of(String item) {
    return new StartStep(item, null, null, Stamp.NOW);
  }

  /** A step by its key. */
  public static StartStep of(String item, String step) {
    return new StartStep(item, step, null, Stamp.NOW);
  }

  /** Who works on it, if not the actor. */
  public StartStep assignee(String value) {
    return new StartStep(item, step, value, stamp);
  }

  @Override
  public StartStep stamp(Stamp value) {
    return new StartStep(item, step, assignee, value);
  }
}
