// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.engine.DecisionRecord;
import io.millrace.engine.Decisions;
import io.millrace.model.Action;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.Resource;
import io.millrace.rules.Explanation;
import io.millrace.rules.PullComparison;
import io.millrace.rules.change.ChangeRequest;
import io.millrace.rules.change.ChangeVerdict;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/** Asks before the policies are asked. */
record GuardedDecisions(Guarded<Decisions> decisions) implements Decisions {

  @Override
  public Decision decide(DecisionPoint point, Facts facts, Instant at) {
    return decisions
        .allowed(Action.DECIDE, Resource.Type.DECISION_POINT, point.name())
        .decide(point, facts, at);
  }

  @Override
  public List<Decision> decide(List<DecisionPoint> points, Facts facts, Instant at) {
    List<DecisionPoint> copy = List.copyOf(points); // what is asked about is what is done
    if (copy.isEmpty()) {
      return List.of();
    }
    List<Resource> resources =
        copy.stream()
            .map(point -> new Resource(Resource.Type.DECISION_POINT, point.name()))
            .toList();
    return decisions.allowed(Action.DECIDE, resources).decide(copy, facts, at);
  }

  @Override
  public ChangeVerdict check(ChangeRequest change) {
    String id = String.valueOf(change.facts().values().getOrDefault("id", ""));
    return decisions.allowed(Action.CHECK_CHANGE, Resource.Type.CHANGE, id).check(change);
  }

  @Override
  public PullComparison compare(String oneItem, String otherItem) {
    return decisions
        .allowed(
            Action.COMPARE,
            new Resource(Resource.Type.WORK_ITEM, oneItem),
            new Resource(Resource.Type.WORK_ITEM, otherItem))
        .compare(oneItem, otherItem);
  }

  @Override
  public Optional<DecisionRecord> find(UUID decision) {
    return decisions
        .allowed(Action.READ_DECISION, Resource.Type.DECISION, decision.toString())
        .find(decision);
  }

  @Override
  public List<DecisionRecord> ofItem(String item) {
    return decisions.allowed(Action.READ_DECISION, Resource.Type.WORK_ITEM, item).ofItem(item);
  }

  @Override
  public Explanation explain(UUID decision) {
    return decisions
        .allowed(Action.EXPLAIN, Resource.Type.DECISION, decision.toString())
        .explain(decision);
  }

  @Override
  public long writeLog(OutputStream out, Instant from, Instant to, LongConsumer progress) {
    return decisions.allowed(Action.EXPORT_DECISIONS).writeLog(out, from, to, progress);
  }
}
