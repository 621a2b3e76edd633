// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.store.CatalogueRequestRow;
import io.millrace.engine.internal.store.DecisionRow;
import io.millrace.engine.internal.store.FactsRow;
import io.millrace.engine.internal.store.InstanceRow;
import io.millrace.engine.internal.store.LinkRow;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.engine.internal.store.TransitionRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The rows that one transaction adds to or changes around one work item. Not thread-safe. */
final class ItemRows {
  /** Equal statements that follow one another go to the database as one. */
  private static final List<BiConsumer<ItemRows, StoreMapper>> TABLES =
      List.of(
          (rows, store) -> rows.facts.forEach(store::insertFacts),
          (rows, store) -> rows.instances.forEach(store::insertInstance),
          (rows, store) -> rows.newRuns.forEach(store::insertRun),
          (rows, store) -> rows.changedRuns.forEach(store::updateRun),
          (rows, store) -> rows.transitions.forEach(store::insertTransition),
          (rows, store) -> rows.decisions.forEach(store::insertDecision),
          (rows, store) -> rows.endedInstances.forEach(store::endInstance),
          (rows, store) -> rows.links.forEach(store::insertLink),
          ItemRows::writeRequest);

  private final boolean isNew;
  private final List<RunRow> newRuns = new ArrayList<>();
  private final Set<RunRow> changedRuns = new LinkedHashSet<>();
  private final List<TransitionRow> transitions = new ArrayList<>();
  private final List<FactsRow> facts = new ArrayList<>();
  private final List<InstanceRow> instances = new ArrayList<>();
  private final Map<String, Instant> endedInstances = new LinkedHashMap<>();
  private final List<DecisionRow> decisions = new ArrayList<>();
  private final List<LinkRow> links = new ArrayList<>();
  private @Nullable CatalogueRequestRow request;

  /**
   * @param isNew whether the store has no rows of the work item yet
   */
  ItemRows(boolean isNew) {
    this.isNew = isNew;
  }

  void addNew(RunRow run) {
    newRuns.add(run);
  }

  void changed(RunRow run) {
    if (!newRuns.contains(run)) {
      changedRuns.add(run);
    }
  }

  void add(TransitionRow transition) {
    transitions.add(transition);
  }

  void add(FactsRow version) {
    facts.add(version);
  }

  void add(InstanceRow instance) {
    instances.add(instance);
  }

  void add(DecisionRow decision) {
    decisions.add(decision);
  }

  void add(LinkRow link) {
    links.add(link);
  }

  List<LinkRow> links() {
    return links;
  }

  /** Takes on what the requester asks for from the catalogue. */
  void replace(CatalogueRequestRow newRequest) {
    request = newRequest;
  }

  @Nullable CatalogueRequestRow request() {
    return request;
  }

  void ended(String instance, Instant at) {
    endedInstances.put(instance, at);
  }

  /** Turns the instances that the store has open into those that are open by now. */
  void keepOpen(List<String> stored) {
    instances.forEach(instance -> stored.add(instance.engineId()));
    stored.removeAll(endedInstances.keySet());
  }

  /** Whether a step has come that a handler does. */
  boolean hasStepsToHandle() {
    return newRuns.stream().anyMatch(run -> run.handler != null && run.endedAt == null);
  }

  /** Writes every row once, those of all work items table by table. */
  static void write(StoreMapper store, List<ItemRows> items) {
    for (BiConsumer<ItemRows, StoreMapper> table : TABLES) {
      items.forEach(rows -> table.accept(rows, store));
    }
  }

  private void writeRequest(StoreMapper store) {
    if (request != null) {
      if (!isNew) {
        store.deleteCatalogueRequest(request.itemKey());
      }
      store.insertCatalogueRequest(request);
    }
  }
}
