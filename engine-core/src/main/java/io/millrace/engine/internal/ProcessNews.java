// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Milestone;
import io.millrace.bpmn.Passage;
import io.millrace.bpmn.Reminder;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.StreamCall;
import io.millrace.bpmn.ValueStream;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.internal.store.CatalogueRequestRow;
import io.millrace.model.DecisionPoint;
import io.millrace.model.WorkItemState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the process engine tells of its instances within one transaction, and what that means for
 * work items. Not thread-safe.
 */
public final class ProcessNews {
  private final UnitOfWork unit;
  private final Environment env;

  ProcessNews(UnitOfWork unit, Environment env) {
    this.unit = unit;
    this.env = env;
  }

  /** The process came to a node; only steps matter. */
  public void arrived(Arrival arrival) {
    ValueStream stream = env.streams().ofDefinition(arrival.definition()).stream();
    Optional<Step> step = stream.findStep(arrival.step());
    step.ifPresent(
        found -> unit.item(arrival.itemKey()).runs().arrived(arrival, found, stream.key()));
  }

  /**
   * The process came to a step that another value stream does.
   *
   * @param variables gives the value of a process variable
   * @return the variables with which the process goes on at once; empty if it has to wait
   */
  public Optional<Map<String, Object>> called(
      Arrival arrival, Function<String, @Nullable Object> variables) {
    ValueStream stream = env.streams().ofDefinition(arrival.definition()).stream();
    Step step = stream.findStep(arrival.step()).orElse(null);
    StreamCall call = step == null ? null : step.call();
    ItemWork item = unit.item(arrival.itemKey());
    if (step == null || call == null) {
      throw new InvalidStateException(
          item.row().id,
          "Expected call activity '"
              + arrival.step()
              + "' of value stream '"
              + stream.key()
              + "' to be a step, but it has no step number.",
          "give it step metadata, or leave it out");
    }
    String named =
        call.findVariable()
            .map(name -> String.valueOf(variables.apply(name)))
            .orElse(call.stream());
    return unit.calls().call(item, arrival, step, stream.key(), named);
  }

  /** The process left a node that the engine knew by this reference. */
  public void left(String itemKey, String engineRef) {
    ItemWork item = unit.item(itemKey);
    item.runs()
        .gone(engineRef)
        .ifPresent(
            run ->
                unit.cancellation()
                    .giveUpCall(
                        item,
                        run,
                        "step '" + run.step + "' of '" + item.row().id + "' was given up"));
  }

  /** A timer at a step ran out; only reminders matter. */
  public void timedOut(String itemKey, String definition, String element) {
    ValueStream stream = env.streams().ofDefinition(definition).stream();
    Reminder reminder = stream.reminders().get(element);
    if (reminder != null) {
      unit.item(itemKey).runs().reminded(reminder);
    }
  }

  /** The process passed an event; it matters only if the model says what that means. */
  public void passed(String itemKey, String definition, String element) {
    ValueStream stream = env.streams().ofDefinition(definition).stream();
    Passage passage = stream.passages().get(element);
    if (passage != null) {
      passed(unit.item(itemKey), passage);
    }
  }

  private void passed(ItemWork item, Passage passage) {
    if (passage.outcome() != null) {
      item.cameTo(passage.outcome());
    }
    if (passage.becomes() != null) {
      item.becomes(passage.becomes());
    }
    Milestone milestone = passage.milestone();
    if (milestone != null) {
      item.reached(milestone);
      unit.calls().reached(item, milestone);
    }
  }

  /** An instance ended. A stream without a milestone for it closes its work item at its end. */
  public void ended(String itemKey, String definition, String instance) {
    ItemWork item = unit.item(itemKey);
    StreamRegistry.Installed installed = env.streams().ofDefinition(definition);
    item.instanceEnded(instance, env.retention().of(installed.findTimeToLive()));
    if (unit.isMoving(item) || item.row().state == WorkItemState.CANCELLED) {
      return; // somebody is at it who knows what else there is to do
    }
    if (!installed.stream().reaches(Milestone.CLOSED)) {
      item.reached(Milestone.CLOSED);
    }
    if (item.row().parentRun != null && item.openInstances().isEmpty()) {
      unit.calls().ended(item);
    }
  }

  /** The process asks the policies; gives the outputs that the model mentions, to be set. */
  public Map<String, Object> decide(String itemKey, String definition, String element) {
    StreamRegistry.Installed installed = env.streams().ofDefinition(definition);
    DecisionPoint point = installed.stream().decisions().get(element);
    if (point == null) {
      throw new IllegalStateException("No decision point at element " + element);
    }
    ItemWork item = unit.item(itemKey);
    Assessor.Answer answer =
        env.assessor()
            .ask(
                item.row().tenant,
                point,
                Assessor.known(item.row(), item.knowledge().facts()),
                seenBy(item, point),
                item.at());
    item.knowledge().take(answer);
    if (Assessor.orders(point)) {
      item.knowledge().placeAgain();
    }
    return UnitOfWork.variables(installed, List.of(answer));
  }

  private Map<String, String> seenBy(ItemWork item, DecisionPoint point) {
    Map<String, String> seen = item.knowledge().seenBy(List.of(point));
    CatalogueRequestRow request =
        point.equals(DecisionPoint.REQUEST_MODEL) ? item.knowledge().catalogueRequest() : null;
    if (request == null) {
      return seen;
    }
    item.knowledge().requests(request);
    List<CatalogueRequestRow> unwritten = new ArrayList<>();
    for (ItemWork other : unit.items()) {
      CatalogueRequestRow one = other.knowledge().newCatalogueRequest();
      if (one != null && other.row().state != WorkItemState.CANCELLED) {
        unwritten.add(one);
      }
    }
    Map<String, String> all = new LinkedHashMap<>(seen);
    SameRequests.count(unit.store(), request, unwritten)
        .forEach(
            (name, count) -> {
              if (!item.knowledge().facts().has(name)) {
                all.put(name, count);
              }
            });
    return all;
  }
}
