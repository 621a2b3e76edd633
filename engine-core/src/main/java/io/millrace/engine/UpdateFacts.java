// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Action;
import io.millrace.model.Facts;
import org.jspecify.annotations.Nullable;

/**
 * Adds or changes facts. The policies classify, prioritise and choose the class of service again.
 * Immutable.
 *
 * @param item the host's id of the work item
 * @param facts the new values; others stay
 * @param stamp command id, time, and whether it was inferred
 */
public record UpdateFacts(String item, Facts facts, Stamp stamp)
    implements WorkRequest<UpdateFacts> {

  /** New or changed facts. */
  public static UpdateFacts of(String item, Facts facts) {
    return new UpdateFacts(item, facts, Stamp.NOW);
  }

  @Override
  public @Nullable String step() {
    return null;
  }

  @Override
  public Action action() {
    return Action.UPDATE_FACTS;
  }

  @Override
  public UpdateFacts stamp(Stamp value) {
    return new UpdateFacts(item, facts, value);
  }
}
