// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.PackRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A loaded policy pack: a versioned, immutable set of rules and tables that answers decision
 * points.
 *
 * <p>Thread-safe. Evaluation is pure: the same point, facts and instant give an equal decision, on
 * every thread and in every process that runs the same pack. Get one from {@link PolicyPacks}; it
 * holds a bounded number of warm rule sessions until {@link #close()}. After that, {@link #decide}
 * refuses.
 *
 * <p>Several rules may propose a value for one output. The strongest proposal wins; among equally
 * strong ones, the rule whose full name sorts first. Every proposal is kept as a reason. Raises
 * move the priority that so wins; of guardrails, the strictest verdict counts.
 */
public interface PolicyPack extends AutoCloseable {

  /** Which pack this is: id, version, and the digest of its rules and data. */
  PackRef ref();

  /** The decision points that this pack answers. */
  Set<DecisionPoint> points();

  /**
   * The outputs that a decision point declares, in order.
   *
   * @throws io.millrace.model.InvalidInputException if the pack does not answer this point
   */
  List<String> outputs(DecisionPoint point);

  /**
   * Answers one decision point.
   *
   * @param facts what is known; kept as the inputs of the decision
   * @param at the instant taken as now
   * @throws io.millrace.model.InvalidInputException if the pack does not answer this point
   * @throws PolicyEvaluationException if a rule failed or did not come to an end
   */
  Decision decide(DecisionPoint point, Facts facts, Instant at);

  /**
   * Answers decision points in the given order; each sees the answers of the earlier ones as facts
   * named by {@link DecisionPoint#variable}.
   *
   * @return one decision for each point, in the same order
   * @throws io.millrace.model.InvalidInputException if the pack does not answer a point
   * @throws PolicyEvaluationException if a rule failed or did not come to an end
   */
  default List<Decision> decide(List<DecisionPoint> points, Facts facts, Instant at) {
    List<Decision> decisions = new ArrayList<>(points.size());
    Facts known = facts;
    for (DecisionPoint point : points) {
      Decision decision = decide(point, known, at);
      decisions.add(decision);
      Map<String, String> answers = new LinkedHashMap<>();
      decision.outputs().forEach((name, value) -> answers.put(point.variable(name), value));
      known = known.with(Facts.of(answers));
    }
    return decisions;
  }

  /**
   * Answers decision points about many items, on all cores: it works in the common pool of the
   * platform, or in the pool that calls it. All results are held in memory; for a stream of items
   * pass a few thousand at a time.
   *
   * @return what {@link #decide(List, Facts, Instant)} gives for each item, in the items' order
   * @throws io.millrace.model.InvalidInputException if the pack does not answer a point
   * @throws PolicyEvaluationException if a rule failed or did not come to an end; other items may
   *     have been decided, but nothing is returned
   */
  default List<List<Decision>> decideAll(
      List<DecisionPoint> points, List<Facts> items, Instant at) {
    return items.parallelStream().map(facts -> decide(points, facts, at)).toList();
  }

  /**
   * Works out why a decision came out as it did, and which rules came close. It evaluates the
   * stored inputs again, so that deciding does not pay for it.
   *
   * @throws io.millrace.model.InvalidInputException if another pack took the decision
   */
  Explanation explain(Decision decision);

  /**
   * Which of two work items is pulled first, and why.
   *
   * @throws io.millrace.model.InvalidInputException if the pack does not answer the pull order
   */
  PullComparison compare(Facts a, Facts b, Instant at);

  /** What the pack is made of. */
  PackContents contents();

  /** Releases the rule sessions. Closing again does nothing. */
  @Override
  void close();
}
