// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the proposals for one decision point into its answer. Immutable and thread-safe. */
interface Resolver {

  /**
   * An answer.
   *
   * @param outputs the values by output, in declared order
   * @param reasons every proposal and whatever else decided, by output in declared order
   */
  record Answer(Map<String, String> outputs, List<Reason> reasons) {}

  /** The one for a decision point with these outputs. */
  static Resolver of(DecisionPoint point, List<String> outputs) {
    if (point.equals(DecisionPoint.PRIORITY)) {
      return new PriorityResolver(outputs);
    }
    if (point.equals(DecisionPoint.CHANGE_GUARDRAIL)) {
      return new GuardrailResolver(outputs);
    }
    if (point.equals(DecisionPoint.REQUEST_MODEL)) {
      return new RequestModelResolver(outputs);
    }
    return new StrongestResolver(outputs);
  }

  /** Whether rules are asked again about the settled item. */
  default boolean asksTwice() {
    return false;
  }

  /** Whether the strongest proposal of each output decides. */
  default boolean strongestWins() {
    return false;
  }

  /**
   * The answers by output that later sources, or rules that are asked again, may know.
   *
   * @param isAsked for which outputs, by place, somebody will ask; others may be left out
   */
  Map<String, String> settle(Proposal[] first, DefaultItem item, boolean[] isAsked);

  /**
   * The answer.
   *
   * @param first what the rules proposed at first
   * @param last what they proposed about the settled item; the same if they were asked once
   * @param item the settled item
   */
  Answer resolve(Proposal[] first, Proposal[] last, DefaultItem item);

  /**
   * What follows for other outputs if some were picked in another way than the documented order.
   *
   * @param answer the answer with what was picked
   * @param picked the outputs for which something was picked
   */
  default Answer after(Answer answer, Set<String> picked, DefaultItem item) {
    return answer;
  }
}
