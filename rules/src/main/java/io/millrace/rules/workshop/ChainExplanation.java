// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.Explanation;
import io.millrace.rules.PolicyPack;
import java.time.Instant;
import java.util.List;

/**
 * Why a chain of decisions about one item comes out as it does: each point sees the answers of the
 * earlier ones. Immutable and thread-safe.
 *
 * @param explanations one for each decision point, in the order in which they were asked
 */
public record ChainExplanation(List<Explanation> explanations) {

  /** Copies the list. */
  public ChainExplanation {
    explanations = List.copyOf(explanations);
  }

  /** Decides about an item at every decision point of the pack, in its order, and explains it. */
  public static ChainExplanation of(PolicyPack pack, Facts facts, Instant at) {
    return of(pack, List.copyOf(pack.points()), facts, at);
  }

  /**
   * Decides about an item and explains it.
   *
   * @param points the decision points, in the order in which they are asked
   * @param at the instant taken as now
   * @throws io.millrace.model.InvalidInputException if the pack does not answer a point
   * @throws io.millrace.rules.PolicyEvaluationException if a rule failed
   */
  public static ChainExplanation of(
      PolicyPack pack, List<DecisionPoint> points, Facts facts, Instant at) {
    return new ChainExplanation(
        pack.decide(points, facts, at).stream().map(pack::explain).toList());
  }

  /** The explanations for people to read, with an empty line between them. */
  public String toText() {
    return String.join("\n", explanations.stream().map(Explanation::toText).toList());
  }
}
