// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.InvalidInputException;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Questions about the risk of a change, and what their points add up to. A question without a known
 * answer counts as its riskiest answer, unless no question has one: then the questionnaire says
 * nothing. Immutable and thread-safe.
 *
 * @param questions the questions; may be empty
 * @param bands the risk by the points from which it counts; the lowest is 0 points
 */
public record RiskQuestionnaire(
    List<RiskQuestion> questions, NavigableMap<Integer, RiskLevel> bands) {

  /**
   * Checks and copies.
   *
   * @throws InvalidInputException if no band begins at 0, a band is below 0, or a fact is asked
   *     twice
   */
  public RiskQuestionnaire {
    questions = List.copyOf(questions);
    bands = Collections.unmodifiableNavigableMap(new TreeMap<>(bands));
    if (bands.isEmpty() || bands.firstKey() != 0) {
      throw new InvalidInputException(
          "Expected the bands of the risk questionnaire to begin at 0 points, but they are "
              + bands
              + ".",
          "add a band for 0 points, such as 0 -> LOW");
    }
    Set<String> facts = new HashSet<>();
    for (RiskQuestion question : questions) {
      if (!facts.add(question.fact())) {
        throw new InvalidInputException(
            "Expected each fact to answer one risk question, but '"
                + question.fact()
                + "' answers two.",
            "put all answers of a fact into one question");
      }
    }
  }

  /** The risk that a number of points means. */
  public RiskLevel level(int points) {
    return bands.floorEntry(Math.max(0, points)).getValue();
  }
}
