// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Milestone;
import io.millrace.bpmn.Start;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.StreamCall;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.Link;
import io.millrace.engine.internal.store.CommandRow;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.model.Demand;
import io.millrace.model.DemandSource;
import io.millrace.model.Facts;
import io.millrace.model.WorkItemState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Steps that other value streams do, each for a linked work item of its own, within one
 * transaction. Parent and child are independent but for this: the child's milestone, end or
 * cancellation completes the parent's step, and the child is cancelled if that step is given up.
 * Not thread-safe.
 */
final class Calls {
  /** How deep calls may be nested: deeper ones are a circle. */
  static final int DEEPEST = 8;

  /** Stands between the id of a work item and its step in the id of the item that does the step. */
  static final String SEPARATOR = "/";

  /** The result of a step whose work item was cancelled. */
  static final String CANCELLED = "cancelled";

  /** The result of a step whose work item ended without saying what it came to. */
  static final String DONE = "done";

  /** Facts that were said of the parent alone. */
  private static final Set<String> OWN =
      Set.of(
          ItemWork.KIND,
          "category",
          "reclassifiedBecause",
          "openedAt",
          Approvals.APPROVERS,
          Approvals.GRANTED);

  private static final String PARENT = "parent";

  private final UnitOfWork unit;
  private final Environment env;
  private final Admission admission;
  private final Set<UUID> starting = new HashSet<>();
  private final Map<UUID, Map<String, Object>> finishedAtOnce = new HashMap<>();

  Calls(UnitOfWork unit, Environment env) {
    this.unit = unit;
    this.env = env;
    this.admission = new Admission(env);
  }

  /**
   * The process has come to a step that another stream does.
   *
   * @param named the key of the stream
   * @return the variables with which the process goes on, if that stream is through already; empty
   *     if the process has to wait
   */
  Optional<Map<String, Object>> call(
      ItemWork parent, Arrival arrival, Step step, String stream, String named) {
    StreamCall call = step.call();
    if (call == null) {
      throw new IllegalStateException("Step " + step.id() + " calls nothing.");
    }
    refuseCircle(parent, step, named);
    StreamRegistry.Installed called = env.streams().require(parent.row().tenant, named);
    String id = freeId(parent, step);
    RunRow run = parent.runs().called(arrival, step, stream, id);
    Admission.Prepared prepared = prepare(parent, id, called);
    WorkItemRow row = prepared.newRow(env);
    row.parentKey = parent.row().itemKey;
    row.parentRun = run.runKey;
    row.callUntil = call.until();
    row.callDepth = parent.row().callDepth + 1;
    Facts told = Facts.of(PARENT, parent.row().id);
    ItemWork child = admission.add(unit, row, prepared, parent.actor(), told);
    child.follow(parent);
    parent.link(Link.CHILD, id);
    child.link(Link.PARENT, parent.row().id);
    starting.add(run.runKey);
    admission.start(
        child, called, Start.CALLED, UnitOfWork.variables(called, prepared.assessment().answers()));
    starting.remove(run.runKey);
    unit.record(
        new CommandRow(
            child.row().tenant,
            DefaultIntake.commandId(prepared.demand()),
            Fingerprint.of(prepared.demand()),
            Codec.write(child.receipt()),
            child.recordedAt(),
            child.row().itemKey,
            true));
    return Optional.ofNullable(finishedAtOnce.remove(run.runKey));
  }

  private static void refuseCircle(ItemWork parent, Step step, String called) {
    if (parent.row().callDepth >= DEEPEST) {
      throw new InvalidStateException(
          parent.row().id,
          "Expected calls of value streams to be nested at most "
              + DEEPEST
              + " deep, but step '"
              + step.id()
              + "' of work item '"
              + parent.row().id
              + "' calls '"
              + called
              + "' below that.",
          "look for value streams that call one another in a circle");
    }
  }

  /** The parent's id and the step; repeats are counted, and an id that somebody else has is not. */
  private String freeId(ItemWork parent, Step step) {
    String first = parent.row().id + SEPARATOR + step.id();
    String id = first;
    for (int count = 2; unit.has(parent.row().tenant, id); count++) {
      id = first + "-" + count;
    }
    Limits.name("id of the work item that does step '" + step.id() + "'", id);
    return id;
  }

  private Admission.Prepared prepare(ItemWork parent, String id, StreamRegistry.Installed called) {
    WorkItemRow origin = parent.row();
    Facts facts = handedOver(parent);
    Demand.Builder demand =
        Demand.builder(id)
            .title(origin.title)
            .description(origin.description)
            .source(DemandSource.PROVIDER)
            .stream(called.stream().key())
            .facts(facts);
    if (origin.requester != null) {
      demand.requester(origin.requester);
    }
    Demand built = demand.build();
    int expedited =
        Background.wantsExpediteOpen(facts) ? Background.expedited(unit.store(), origin) : 0;
    return new Admission.Prepared(
        origin.tenant,
        built,
        parent.at(),
        facts,
        admission.assess(origin.tenant, built, parent.at(), facts, expedited),
        called);
  }

  /** What is known of the parent, but not what its own steps and people said of itself. */
  private static Facts handedOver(ItemWork parent) {
    Map<String, Object> values = new LinkedHashMap<>(parent.knowledge().facts().values());
    values.keySet().removeIf(name -> OWN.contains(name) || name.endsWith(Step.RESULT_SUFFIX));
    values.put(PARENT, parent.row().id);
    return new Facts(values, parent.knowledge().facts().missing());
  }

  /** A work item has reached a milestone: perhaps somebody waits for it. */
  void reached(ItemWork child, Milestone milestone) {
    WorkItemRow row = child.row();
    if (row.parentRun != null
        && (milestone == Milestone.CLOSED || row.callUntil == Milestone.RESOLVED)) {
      goOn(child, row.parentRun);
    }
  }

  /** No instance of a work item runs any more: nobody need wait for it. */
  void ended(ItemWork child) {
    UUID parentRun = child.row().parentRun;
    if (parentRun != null) {
      goOn(child, parentRun);
    }
  }

  /** Completes the step that waits for a work item. */
  private void goOn(ItemWork child, UUID parentRun) {
    child.callIsOver();
    UUID parentKey = child.row().parentKey;
    if (parentKey == null) {
      return;
    }
    ItemWork parent = unit.item(parentKey.toString());
    Optional<RunRow> found = parent.runs().findOpen(parentRun);
    if (found.isEmpty()) {
      return; // given up meanwhile
    }
    RunRow run = found.get();
    String result = result(child.row());
    Step step = env.streams().stepOf(run);
    parent.follow(child);
    parent.knowledge().put(Facts.of(step.resultVariable(), result));
    parent.runs().completed(run, step, result);
    Map<String, Object> variables = UnitOfWork.variables(step, result);
    if (starting.contains(parentRun)) {
      finishedAtOnce.put(parentRun, variables);
    } else {
      env.runtime().signal(run.engineRef, variables);
    }
  }

  private static String result(WorkItemRow child) {
    if (child.state == WorkItemState.CANCELLED) {
      return CANCELLED;
    }
    @Nullable String outcome = child.outcome;
    return outcome == null ? DONE : outcome;
  }
}
