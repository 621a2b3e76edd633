package io.millrace.engine.internal;

import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.model.ClassOfService;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What decisions mean for a work item, and what later decisions see of them. */
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

  /** The earlier answers, as a decision inside a stream sees them. */
  static Map<String, String> context(WorkItemRow row) {
    Map<String, String> context = new LinkedHashMap<>();
    context.put(DecisionPoint.CLASSIFICATION.variable("kind"), row.kind.name());
    put(context, DecisionPoint.CLASSIFICATION.variable("category"), row.category);
    put(context, DecisionPoint.PRIORITY.variable("level"), row.priority);
    context.put(DecisionPoint.CLASS_OF_SERVICE.variable("class"), row.classOfService.name());
    put(context, DecisionPoint.ROUTING.variable("team"), row.team);
    return context;
  }

  private static void put(Map<String, String> map, String name, @Nullable String value) {
    if (value != null) {
      map.put(name, value);
    }
  }
}
