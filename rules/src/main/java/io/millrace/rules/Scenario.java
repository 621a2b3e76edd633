// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a rule author expects of a pack: given these facts, these answers. Immutable.
 *
 * @param name what it shows, for people
 * @param file its file within the pack
 * @param line the line on which it begins
 * @param given the facts
 * @param at the instant taken as now
 * @param points the decision points to ask, in order; each sees the answers of the earlier ones
 * @param expect the value of each answer, by {@link DecisionPoint#variable}; empty text for none
 * @param because the rule that has to decide an answer, by the same names: a full name or its end
 */
public record Scenario(
    String name,
    String file,
    int line,
    Facts given,
    Instant at,
    List<DecisionPoint> points,
    Map<String, String> expect,
    Map<String, String> because) {

  /** Copies the collections. */
  public Scenario {
    points = List.copyOf(points);
    expect = Collections.unmodifiableMap(new LinkedHashMap<>(expect));
    because = Collections.unmodifiableMap(new LinkedHashMap<>(because));
  }
}
