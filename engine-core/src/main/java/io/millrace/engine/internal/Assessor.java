// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.packs.ActivePacks;
import io.millrace.engine.internal.store.StorableText;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.DemandSource;
import io.millrace.model.Facts;
import io.millrace.rules.PolicyPack;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** Of these, the pull order may read the answers. */
  private static final Set<DecisionPoint> ORDERING =
      Set.of(DecisionPoint.TRIAGE, DecisionPoint.PRIORITY, DecisionPoint.CLASS_OF_SERVICE);

  /** How wide the column is. A longer key still sorts by its beginning. */
  private static final int PULL_KEY = 512;

  private static final String OPENED_AT = "openedAt";

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

  /** The answers to several points, and the item's place in the pull order after them. */
  record Assessment(List<Answer> answers, String pullKey) {}

  /** Asks the points in order. */
  Assessment assess(
      String tenant,
      Facts known,
      Map<String, String> background,
      List<DecisionPoint> points,
      Instant at) {
    Facts inputs = inputs(known, background);
    return packs.use(
        tenant,
        pack -> {
          List<Answer> answers = new ArrayList<>(points.size());
          Map<String, String> context = background;
          for (Decision decision : pack.decide(points, inputs, at)) {
            answers.add(new Answer(decision, context));
            Map<String, String> grown = new LinkedHashMap<>(context);
            decision
                .outputs()
                .forEach((name, value) -> grown.put(decision.point().variable(name), value));
            context = Collections.unmodifiableMap(grown);
          }
          return new Assessment(answers, pullKey(pack, inputs(known, context), at));
        });
  }

  /** The place in the pull order, as text that sorts. */
  String pullKey(String tenant, Facts inputs, Instant at) {
    return packs.use(tenant, pack -> pullKey(pack, inputs, at));
  }

  private static String pullKey(PolicyPack pack, Facts inputs, Instant at) {
    if (!pack.points().contains(DecisionPoint.PULL_ORDER)) {
      return WorkItemRow.LAST;
    }
    String key = pack.decide(DecisionPoint.PULL_ORDER, inputs, at).output("key", WorkItemRow.LAST);
    return StorableText.of(key, PULL_KEY);
  }

  /** Whether an answer to a point may move a work item in the pull order. */
  static boolean orders(DecisionPoint point) {
    return ORDERING.contains(point);
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

  static Facts known(Demand demand, Instant openedAt, Facts facts) {
    return known(
        demand.id(),
        demand.title(),
        demand.description(),
        demand.source(),
        demand.requester(),
        openedAt,
        facts);
  }

  static Facts known(WorkItemRow row, Facts facts) {
    return known(
        row.id, row.title, row.description, row.source, row.requester, row.openedAt, facts);
  }

  private static Facts known(
      String id,
      String title,
      String description,
      DemandSource source,
      @Nullable String requester,
      Instant openedAt,
      Facts facts) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("id", id);
    attributes.put("title", title);
    attributes.put("description", description);
    attributes.put("source", source.name());
    if (requester != null) {
      attributes.put("requester", requester);
    }
    if (!facts.has(OPENED_AT)) { // it may have been opened elsewhere before it came here
      attributes.put(OPENED_AT, openedAt.toString());
    }
    return facts.with(Facts.of(attributes));
  }
}
