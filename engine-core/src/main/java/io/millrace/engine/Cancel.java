// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Action;
import org.jspecify.annotations.Nullable;

/**
 * Gives a work item up: its open steps end without a result. Immutable.
 *
 * @param item the host's id of the work item
 * @param reason why, for people to read
 * @param stamp command id, time, and whether it was inferred
 */
public record Cancel(String item, String reason, Stamp stamp) implements WorkRequest<Cancel> {

  /** Gives a work item up. */
  public static Cancel of(String item, String reason) {
    return new Cancel(item, reason, Stamp.NOW);
  }

  @Override
  public @Nullable String step() {
    return null;
  }

  @Override
  public Action action() {
    return Action.CANCEL;
  }

  @Override
  public Cancel stamp(Stamp value) {
    return new Cancel(item, reason, value);
  }
}
