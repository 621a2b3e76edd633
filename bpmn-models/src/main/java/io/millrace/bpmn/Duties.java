// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import io.millrace.model.DecisionPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The separation of duties at a step. Immutable.
 *
 * @param separateFrom who may not do the step: {@link #REQUESTER}, or the ids of steps, whose doers
 *     may not do this one for the same work item; a step may name itself; in the order of the
 *     model; empty if anybody may
 * @param approves the decision point whose demanded approvals the step grants; null if it is no
 *     approval
 */
public record Duties(List<String> separateFrom, @Nullable DecisionPoint approves) {
  /** Stands for whoever asked for the work. */
  public static final String REQUESTER = "requester";

  /** The result of an approving step that grants what was asked for. */
  public static final String APPROVED = "approved";

  /** Copies the list. */
  public Duties {
    separateFrom = List.copyOf(separateFrom);
  }
}
