// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.DecisionPoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Says what an operation did. Returned only after it was committed; but inside a transaction of the
 * host's, which is committed later, it holds only if that is (see {@link HostTransactions}).
 * Immutable.
 *
 * @param item the work item as the operation left it
 * @param decisions the ids of the decisions that the operation made, by decision point, in order
 * @param repeated whether the operation had been done before and this is its first result
 */
public record Receipt(WorkItem item, Map<DecisionPoint, UUID> decisions, boolean repeated) {

  /** Copies the decisions. */
  public Receipt {
    decisions = Collections.unmodifiableMap(new LinkedHashMap<>(decisions));
  }

  /** The id of the decision that the operation made at a decision point, if it made one. */
  public Optional<UUID> findDecision(DecisionPoint point) {
    return Optional.ofNullable(decisions.get(point));
  }
}
