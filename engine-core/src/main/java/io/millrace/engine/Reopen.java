// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * Reopens a closed work item: a further stream instance starts. Immutable.
 *
 * @param item the host's id of the work item
 * @param reason why, for people to read
 * @param stamp command id, time, and whether it was inferred
 */
public record Reopen(String item, String reason, Stamp stamp) implements WorkRequest<Reopen> {

  /** Reopens a closed work item. */
  public static Reopen of(String item, String reason) {
    return new Reopen(item, reason, Stamp.NOW);
  }

  @Override
  public @Nullable String step() {
    return null;
  }

  @Override
  public Action action() {
    return Action.REOPEN;
  }

  @Override
  public Reopen stamp(Stamp value) {
    return new Reopen(item, reason, value);
  }
}
