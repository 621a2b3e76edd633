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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that one transaction adds to or changes around one work item. Not thread-safe. */
final class ItemRows {
  private final List<RunRow> newRuns = new ArrayList<>();
  private final Set<RunRow> changedRuns = new LinkedHashSet<>();
  private final List<TransitionRow> transitions = new ArrayList<>();
  private final List<FactsRow> facts = new ArrayList<>();
  private final List<InstanceRow> instances = new ArrayList<>();
  private final List<String> endedInstances = new ArrayList<>();
  private final List<DecisionRow> decisions = new ArrayList<>();
  private final List<LinkRow> links = new ArrayList<>();
  private @Nullable CatalogueRequestRow request;

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

  void ended(String instance) {
    endedInstances.add(instance);
  }

  /** Turns the instances that the store has open into those that are open by now. */
  void keepOpen(List<String> stored) {
    instances.forEach(instance -> stored.add(instance.engineId()));
    stored.removeAll(endedInstances);
  }

  /** Whether a step has come that a handler does. */
  boolean hasStepsToHandle() {
    return newRuns.stream().anyMatch(run -> run.handler != null && run.endedAt == null);
  }

  /**
   * Writes every row once.
   *
   * @param isNew whether the store has no rows of the work item yet
   */
  void write(StoreMapper store, Instant at, boolean isNew) {
    facts.forEach(store::insertFacts);
    instances.forEach(store::insertInstance);
    newRuns.forEach(store::insertRun);
    changedRuns.forEach(store::updateRun);
    transitions.forEach(store::insertTransition);
    decisions.forEach(store::insertDecision);
    endedInstances.forEach(instance -> store.endInstance(instance, at));
    links.forEach(store::insertLink);
    if (request != null) {
      if (!isNew) {
        store.deleteCatalogueRequest(request.itemKey());
      }
      store.insertCatalogueRequest(request);
    }
  }
}
