// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.PackRef;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decisions about one item that a pack took in one go, each seeing the answers of the earlier ones:
 * a line of a decision log. Immutable and thread-safe.
 *
 * @param item the item's id
 * @param at the instant of the decisions
 * @param points the questions, in the order in which they were asked; none of them twice
 * @param facts what was known before the first of them
 * @param outputs the answers, by variable name as {@link DecisionPoint#variable} gives it
 * @param pack the pack that answered
 */
public record RecordedChain(
    String item,
    Instant at,
    List<DecisionPoint> points,
    Facts facts,
    Map<String, String> outputs,
    PackRef pack) {

  /**
   * Copies the points and outputs.
   *
   * @throws InvalidInputException if the id is blank, there is no point, or one is there twice
   */
  public RecordedChain {
    if (item.isBlank()) {
      throw new InvalidInputException(
          "Expected recorded decisions to name their item, but its id is blank.",
          "pass the id by which people find the item");
    }
    if (points.isEmpty() || new HashSet<>(points).size() < points.size()) {
      throw new InvalidInputException(
          "Expected recorded decisions to be at different points, but they are at " + points + ".",
          "record what was asked twice as two");
    }
    points = List.copyOf(points);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
  }

  /**
   * The item as a backtest of these points decides it once more, with the recorded answers to
   * compare with. Answers to points that the backtest does not ask are facts for it.
   *
   * <p>Empty if the backtest would ask something else: if what was recorded is not how the asked
   * points begin, in the same order. It would then not see the same facts as in the past.
   */
  public Optional<PastItem> pastItem(List<DecisionPoint> asked) {
    List<DecisionPoint> again = points.stream().filter(asked::contains).toList();
    if (again.isEmpty() || !asked.subList(0, again.size()).equals(again)) {
      return Optional.empty();
    }
    Map<String, Object> given = new LinkedHashMap<>();
    Map<String, String> recorded = new LinkedHashMap<>();
    outputs.forEach(
        (name, value) -> {
          if (isOf(again, name)) {
            recorded.put(name, value);
          } else {
            given.put(name, value);
          }
        });
    return Optional.of(new PastItem(item, facts.with(Facts.of(given)), at, recorded));
  }

  private boolean isOf(List<DecisionPoint> some, String variable) {
    String longest = "";
    boolean isOfSome = false;
    for (DecisionPoint point : points) { // the longest prefix: one point's name may begin another's
      String prefix = point.variable("");
      if (variable.startsWith(prefix) && prefix.length() > longest.length()) {
        longest = prefix;
        isOfSome = some.contains(point);
      }
    }
    return isOfSome;
  }
}
