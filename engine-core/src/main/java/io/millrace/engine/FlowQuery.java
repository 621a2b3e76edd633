// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.InvalidInputException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to measure. Immutable.
 *
 * @param stream the key of the value stream; null for all
 * @param from the start of the window; null for the first work item's opening
 * @param to the end of the window; null for the last happening
 */
public record FlowQuery(@Nullable String stream, @Nullable Instant from, @Nullable Instant to) {

  private static final FlowQuery ALL = new FlowQuery(null, null, null);

  /** Checks the window. */
  public FlowQuery {
    if (from != null && to != null && !from.isBefore(to)) {
      throw new InvalidInputException(
          "Expected the window to end after its start, but it runs from "
              + from
              + " to "
              + to
              + ".",
          "swap the two");
    }
  }

  /** Everything. */
  public static FlowQuery all() {
    return ALL;
  }

  /** Only work items whose value stream is this one. */
  public FlowQuery stream(String key) {
    return new FlowQuery(key, from, to);
  }

  /** Only what happens in a window; its start is included, its end is not. */
  public FlowQuery between(Instant start, Instant end) {
    return new FlowQuery(stream, start, end);
  }
}
