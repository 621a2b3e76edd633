// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Start;
import io.millrace.engine.Stamp;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.event.EventType;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns demand into work items, whoever it comes from. Thread-safe. */
final class Admission {
  private final Environment env;

  Admission(Environment env) {
    this.env = env;
  }

  /** A demand with everything that needs no transaction. */
  record Prepared(
      String tenant,
      Demand demand,
      Instant at,
      Facts facts,
      Assessor.Assessment assessment,
      StreamRegistry.Installed stream) {

    /** Its work item, before anything has happened to it. */
    WorkItemRow newRow(Environment env) {
      WorkItemRow row = new WorkItemRow();
      row.itemKey = env.newId();
      row.tenant = tenant;
      row.id = demand.id();
      row.title = demand.title();
      row.description = demand.description();
      row.source = demand.source();
      row.requester = demand.requester();
      row.stream = stream.stream().key();
      row.openedAt = at;
      row.lastAt = at;
      return row;
    }
  }

  /** Asks the policies what is asked when demand comes in. */
  Assessor.Assessment assess(String tenant, Demand demand, Instant at, Facts facts, int expedited) {
    Facts known = Assessor.known(demand, at, facts);
    Map<String, String> seen = new LinkedHashMap<>(Background.ofDemand(facts, expedited));
    seen.putAll(env.workingFacts().of(tenant, known, at));
    return env.assessor().assess(tenant, known, seen, Assessor.AT_INTAKE, at);
  }

  /** Adds the work item, with its facts and decisions, and no stream yet. */
  ItemWork add(UnitOfWork unit, WorkItemRow row, Prepared prepared, String actor, Facts told) {
    ItemWork item = unit.add(row);
    item.begin(actor, new Stamp(null, prepared.at(), false));
    item.knowledge().put(prepared.facts());
    item.happened(EventType.WORK_ITEM_SUBMITTED, Facts.of("actor", actor).with(told));
    item.knowledge().take(prepared.assessment());
    return item;
  }

  /**
   * Starts the work item's stream.
   *
   * @param at the kind of start, such as {@link Start#CALLED}; null for the plain one, which also
   *     serves a stream that has no start of that kind
   */
  void start(
      ItemWork item,
      StreamRegistry.Installed installed,
      @Nullable String at,
      Map<String, Object> variables) {
    String message =
        at == null ? null : installed.stream().findStart(at).map(Start::message).orElse(null);
    String instance =
        env.runtime()
            .start(installed.definition(), message, item.row().itemKey.toString(), variables);
    item.started(installed, instance);
  }

  /** Starts the stream of a work item that has a past, with what the policies have said of it. */
  void startAgain(ItemWork item, StreamRegistry.Installed installed, String at) {
    start(item, installed, at, UnitOfWork.variables(installed, item.knowledge().answers()));
  }
}
