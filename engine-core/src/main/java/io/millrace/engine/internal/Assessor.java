package io.millrace.engine.internal;

import io.millrace.engine.internal.packs.ActivePacks;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.DemandSource;
import io.millrace.model.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the policies about a work item: point after point, each seeing the earlier answers. */
final class Assessor {
  /** Asked when demand comes in. */
  static final List<DecisionPoint> AT_INTAKE =
      List.of(
          DecisionPoint.CLASSIFICATION,
          DecisionPoint.PRIORITY,
          DecisionPoint.CLASS_OF_SERVICE,
          DecisionPoint.ROUTING);

  /** Asked again when facts change: a work item keeps the team that has it. */
  static final List<DecisionPoint> AT_UPDATE =
      List.of(DecisionPoint.CLASSIFICATION, DecisionPoint.PRIORITY, DecisionPoint.CLASS_OF_SERVICE);

  private final ActivePacks packs;

  Assessor(ActivePacks packs) {
    this.packs = packs;
  }

  /** One answer, with the earlier answers that it saw. */
  record Answer(Decision decision, Map<String, String> context) {}

  /** Has the tenant's pack ready, so that a transaction need not wait for it. */
  void prepare(String tenant) {
    packs.prepare(tenant);
  }

  /** Asks the points in order. */
  List<Answer> assess(String tenant, Facts known, List<DecisionPoint> points, Instant at) {
    List<Answer> answers = new ArrayList<>(points.size());
    Map<String, String> context = Map.of();
    for (Decision decision : packs.use(tenant, pack -> pack.decide(points, known, at))) {
      answers.add(new Answer(decision, context));
      Map<String, String> grown = new LinkedHashMap<>(context);
      decision
          .outputs()
          .forEach((name, value) -> grown.put(decision.point().variable(name), value));
      context = Collections.unmodifiableMap(grown);
    }
    return answers;
  }

  /** Asks one point. */
  Answer ask(
      String tenant, DecisionPoint point, Facts known, Map<String, String> context, Instant at) {
    Facts inputs = inputs(known, context);
    return new Answer(packs.use(tenant, pack -> pack.decide(point, inputs, at)), context);
  }

  /** The inputs of a decision: what is known of the work item, and the earlier answers. */
  static Facts inputs(Facts known, Map<String, String> context) {
    return context.isEmpty() ? known : known.with(Facts.of(context));
  }

  static Facts known(Demand demand, Facts facts) {
    return known(
        demand.id(),
        demand.title(),
        demand.description(),
        demand.source(),
        demand.requester(),
        facts);
  }

  static Facts known(WorkItemRow row, Facts facts) {
    return known(row.id, row.title, row.description, row.source, row.requester, facts);
  }

  private static Facts known(
      String id,
      String title,
      String description,
      DemandSource source,
      @Nullable String requester,
      Facts facts) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("id", id);
    attributes.put("title", title);
    attributes.put("description", description);
    attributes.put("source", source.name());
    if (requester != null) {
      attributes.put("requester", requester);
    }
    return facts.with(Facts.of(attributes));
  }
}
