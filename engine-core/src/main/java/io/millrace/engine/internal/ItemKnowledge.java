// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Step;
import io.millrace.engine.internal.store.CatalogueRequestRow;
import io.millrace.engine.internal.store.DecisionRow;
import io.millrace.engine.internal.store.FactsRow;
import io.millrace.engine.internal.store.Json;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.event.EventType;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one work item within one transaction: its facts, and what the policies answered.
 * Not thread-safe.
 */
final class ItemKnowledge {
  private final ItemWork item;
  private final WorkItemRow row;
  private final StoreMapper store;
  private final Environment env;
  private final ItemRows rows;
  private final Background background;
  private @Nullable Facts facts;
  private Map<DecisionPoint, UUID> decided = new LinkedHashMap<>();

  ItemKnowledge(ItemWork item, StoreMapper store, Environment env, ItemRows rows) {
    this.item = item;
    this.row = item.row();
    this.store = store;
    this.env = env;
    this.rows = rows;
    this.background = new Background(store, row, item.isNew());
  }

  /** A request begins: what was decided before is not its doing. */
  void begin() {
    decided = new LinkedHashMap<>();
  }

  /** The keys of the decisions of the request. */
  Map<DecisionPoint, UUID> decided() {
    return decided;
  }

  /** Takes on whether a step is blocked. */
  void blocked(boolean now) {
    background.blocked(now, item.at());
  }

  Facts facts() {
    if (facts == null) {
      boolean any = row.factsVersion > 0; // a new work item has none to read
      String json = any ? store.findFacts(row.itemKey, row.factsVersion) : null;
      facts = json == null ? Facts.none() : Codec.readFacts(json);
    }
    return facts;
  }

  /** Adds facts, of which newer ones win, as the next version of what is known. */
  void put(Facts newer) {
    Facts all = facts().with(newer);
    facts = all;
    row.factsVersion++;
    String json = Limits.facts(row.id, Codec.write(all));
    rows.add(new FactsRow(row.itemKey, row.factsVersion, json, item.at(), item.recordedAt()));
  }

  /** Keeps what was learnt, and the result itself: policies read stored facts only. */
  void learn(Facts learnt, Facts concluded, Step step, @Nullable String result) {
    Facts all = learnt.with(concluded);
    if (result != null) {
      all = all.with(Facts.of(step.resultVariable(), result));
    }
    if (!all.isEmpty()) {
      put(all);
    }
    if (!learnt.isEmpty()) { // the result of a step alone moves nothing
      placeAgain();
    }
  }

  /** Drops facts that are not known any more, as the next version of the facts will show. */
  void forget(Set<String> names) {
    if (names.isEmpty()) {
      return;
    }
    Map<String, Object> values = new LinkedHashMap<>(facts().values());
    if (values.keySet().removeAll(names)) {
      facts = new Facts(values, facts().missing());
    }
  }

  /** What the requester asks for from the catalogue, as far as it is known; null if it is not. */
  @Nullable CatalogueRequestRow catalogueRequest() {
    return SameRequests.row(row, facts()).orElse(null);
  }

  /** The policies are asked for a request model: what is asked for counts as a request. */
  void requests(CatalogueRequestRow request) {
    rows.replace(request);
  }

  /** What the requester asks for, if the store does not know it yet. */
  @Nullable CatalogueRequestRow newCatalogueRequest() {
    return rows.request();
  }

  /** The latest answers of the policies, by the names of variables. */
  Map<String, String> answers() {
    return background.answers();
  }

  /** Stores a decision and lets it change the work item. */
  void take(Assessor.Answer answer) {
    Decision decision = answer.decision();
    UUID key = env.newId();
    rows.add(
        new DecisionRow(
            key,
            row.itemKey,
            decision.point().name(),
            decision.at(),
            item.recordedAt(),
            decision.pack().id(),
            decision.pack().version(),
            decision.pack().digest(),
            row.factsVersion,
            Json.write(answer.context()),
            Json.write(decision.outputs()),
            Codec.write(decision.reasons())));
    decided.put(decision.point(), key);
    background.take(decision);
    Conclusions.apply(decision, row);
    item.happened(EventType.DECISION_MADE, env.tellsEvents() ? told(key, decision) : Facts.none());
  }

  /** Takes decisions and the place in the pull order that follows from them. */
  void take(Assessor.Assessment assessment) {
    assessment.answers().forEach(this::take);
    row.pullKey = assessment.pullKey();
  }

  /** What decisions see besides the facts. */
  Map<String, String> seenBy(Collection<DecisionPoint> asked) {
    Map<String, String> seen = background.seenBy(asked, facts(), item.at());
    if (env.workingFacts().isThere()) {
      Facts known = Assessor.known(row, facts());
      seen.putAll(env.workingFacts().of(row.tenant, known, item.at()));
    }
    return seen;
  }

  /** Finds the place in the pull order anew. */
  void placeAgain() {
    Facts inputs = Assessor.inputs(Assessor.known(row, facts()), background.answers());
    row.pullKey = env.assessor().pullKey(row.tenant, inputs, item.at());
  }

  private static Facts told(UUID key, Decision decision) {
    Facts.Builder data = Facts.builder();
    data.put("decision", key.toString()).put("point", decision.point().name());
    decision.outputs().forEach((name, value) -> data.put(decision.point().variable(name), value));
    return data.build();
  }
}
