// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.InvalidInputException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A question about the risk of a change, answered by a fact. Immutable.
 *
 * @param fact the fact that holds the answer
 * @param points the points by answer, in lower case and in order; 0 to 1,000 each
 */
public record RiskQuestion(String fact, Map<String, Integer> points) {
  private static final int MOST = 1_000;

  /**
   * Checks and copies the answers.
   *
   * @throws InvalidInputException if there is no answer, or points are out of range
   */
  public RiskQuestion {
    Map<String, Integer> copy = new LinkedHashMap<>();
    points.forEach((answer, count) -> copy.put(key(answer), count));
    boolean sound = copy.values().stream().allMatch(count -> count >= 0 && count <= MOST);
    if (fact.isBlank() || copy.isEmpty() || copy.containsKey("") || !sound) {
      throw new InvalidInputException(
          "Expected the risk question '"
              + fact
              + "' to have a fact and answers of 0 to "
              + MOST
              + " points, but they are "
              + points
              + ".",
          "give each answer its points, such as yes -> 0, no -> 4");
    }
    points = Collections.unmodifiableMap(copy);
  }

  /** The form in which answers are compared. */
  public static String key(String answer) {
    return answer.strip().toLowerCase(Locale.ROOT);
  }

  /** The points of the riskiest answer. */
  public int most() {
    return Collections.max(points.values());
  }
}
