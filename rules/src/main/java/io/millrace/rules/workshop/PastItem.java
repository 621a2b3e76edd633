// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * An item of the past that is decided once more. Immutable and thread-safe.
 *
 * @param id the item's id, for people to find it again
 * @param facts what was known when it was decided; not what became known later
 * @param at the instant of the decision
 * @param recorded what was decided then, by variable name as {@link
 *     io.millrace.model.DecisionPoint#variable} gives it, such as {@code priority_level} or {@code
 *     routing_team}; empty if nobody recorded it
 */
public record PastItem(String id, Facts facts, Instant at, Map<String, String> recorded) {

  /** Checks the id and copies the recorded values. */
  public PastItem {
    if (id.isBlank()) {
      throw new InvalidInputException(
          "Expected a past item to have an id, but it is blank.",
          "pass what identifies the item where it comes from");
    }
    recorded = Collections.unmodifiableMap(new TreeMap<>(recorded));
  }

  /** An item of which no decision was recorded. */
  public static PastItem of(String id, Facts facts, Instant at) {
    return new PastItem(id, facts, at, Map.of());
  }
}
