// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.model.ClassOfService;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Kind;
import org.jspecify.annotations.Nullable;

/** What decisions mean for a work item. */
final class Conclusions {
  private Conclusions() {}

  /** Lets a decision change the work item; points of other packs change nothing. */
  static void apply(Decision decision, WorkItemRow row) {
    DecisionPoint point = decision.point();
    decision
        .outputs()
        .forEach((name, value) -> Limits.name(name + " of work item '" + row.id + "'", value));
    if (point.equals(DecisionPoint.CLASSIFICATION)) {
      row.kind = Kind.valueOf(decision.output("kind", row.kind.name()));
      row.category = decision.output("category");
    } else if (point.equals(DecisionPoint.PRIORITY)) {
      row.priority = decision.output("level");
      row.priorityRank = rank(decision.output("rank"));
    } else if (point.equals(DecisionPoint.CLASS_OF_SERVICE)) {
      row.classOfService = ClassOfService.valueOf(decision.output("class", "STANDARD"));
      row.classRank = row.classOfService.ordinal();
    } else if (point.equals(DecisionPoint.ROUTING)) {
      row.team = decision.output("team");
    }
  }

  /** 1 is the most important; a pack that gives no rank leaves its items to the end. */
  private static int rank(@Nullable String rank) {
    return rank == null ? Integer.MAX_VALUE : Integer.parseInt(rank);
  }
}
