// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Milestone;
import io.millrace.engine.Receipt;
import io.millrace.engine.Stamp;
import io.millrace.engine.WorkItem;
import io.millrace.engine.internal.store.InstanceRow;
import io.millrace.engine.internal.store.LinkRow;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Kind;
import io.millrace.model.WorkItemState;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One work item under the lock of one transaction: changes its rows in memory and collects what
 * happened, to be written when the transaction ends. Not thread-safe.
 */
final class ItemWork {
  /** The fact by which people and streams override the policies. */
  static final String KIND = "kind";

  private final StoreMapper store;
  private final Environment env;
  private final boolean isNew;
  private final WorkItemRow row;
  private final Instant recordedAt;
  private final long loadedSequence;

  private final ItemRows rows;
  private final StepRuns runs;
  private final ItemKnowledge knowledge;
  private final List<Event> events = new ArrayList<>();

  private String actor = "engine";
  private Instant at;
  private boolean inferred;
  private boolean touched;
  private boolean openedAgain;
  private @Nullable Duration keptFor;

  ItemWork(StoreMapper store, Environment env, WorkItemRow row, boolean isNew) {
    this.store = store;
    this.env = env;
    this.row = row;
    this.isNew = isNew;
    this.recordedAt = env.now();
    this.loadedSequence = row.sequence;
    this.rows = new ItemRows(isNew);
    this.knowledge = new ItemKnowledge(this, store, env, rows);
    this.runs = new StepRuns(this, store, env, rows);
    this.at = isNew ? row.openedAt : later(recordedAt, row.lastAt);
  }

  WorkItemRow row() {
    return row;
  }

  Instant at() {
    return at;
  }

  /** Takes on who acts, when, and whether it was observed. */
  void begin(String newActor, Stamp stamp) {
    actor = newActor;
    inferred = stamp.inferred();
    knowledge.begin();
    Instant occurred = stamp.occurredAt();
    if (occurred == null) {
      at = later(recordedAt, row.lastAt);
      return;
    }
    at = occurred.truncatedTo(ChronoUnit.MILLIS);
    if (at.isBefore(row.lastAt)) {
      throw new InvalidInputException(
          "Expected the request on work item '"
              + row.id
              + "' to occur at "
              + row.lastAt
              + " or later, when the item's last happening was, but it occurred at "
              + at
              + ".",
          "submit happenings of one work item in the order of time");
    }
  }

  String actor() {
    return actor;
  }

  /** Takes on who acts and when from another work item, whose happening leads to one of this. */
  void follow(ItemWork cause) {
    actor = cause.actor;
    inferred = cause.inferred;
    at = later(cause.at, row.lastAt);
  }

  StepRuns runs() {
    return runs;
  }

  ItemKnowledge knowledge() {
    return knowledge;
  }

  boolean isNew() {
    return isNew;
  }

  boolean inferred() {
    return inferred;
  }

  // --- the work item as a whole

  void reached(Milestone milestone) {
    if (row.state.isEnded()) {
      return;
    }
    if (milestone == Milestone.RESOLVED) {
      row.state = WorkItemState.RESOLVED;
      row.resolvedAt = at;
      happened(EventType.WORK_ITEM_RESOLVED, null, null);
    } else {
      if (row.resolvedAt == null) {
        row.resolvedAt = at;
      }
      row.state = WorkItemState.CLOSED;
      row.closedAt = at;
      happened(EventType.WORK_ITEM_CLOSED, null, null);
    }
  }

  void reopened(String reason) {
    row.closedAt = null;
    openedAgain = true;
    openAgain(reason);
  }

  /** It is not resolved after all. */
  void openAgain(@Nullable String reason) {
    row.state = WorkItemState.OPEN;
    row.reopened++;
    row.resolvedAt = null;
    row.outcome = null;
    happened(EventType.WORK_ITEM_REOPENED, null, reason);
  }

  /** The flow says what the work item came to. */
  void cameTo(String outcome) {
    row.outcome = outcome;
    touched = true;
  }

  /** The unit of work is of another kind from here on, whatever the policies say later. */
  void becomes(Kind kind) {
    if (row.kind == kind && knowledge.facts().text(KIND, "").equals(kind.name())) {
      return;
    }
    Kind before = row.kind;
    row.kind = kind;
    knowledge.put(Facts.of(KIND, kind.name()));
    reclassified(before);
  }

  /** Tells that the kind is another one now. */
  void reclassified(Kind before) {
    if (row.kind != before) {
      happened(
          EventType.WORK_ITEM_RECLASSIFIED,
          Facts.builder()
              .put("actor", actor)
              .put("from", before.name())
              .put("to", row.kind.name())
              .build());
    }
  }

  /** The work item leaves its value stream for another one. */
  void moved(String stream, String reason) {
    if (row.state == WorkItemState.RESOLVED) {
      openAgain(reason);
    }
    String before = row.stream;
    row.stream = stream;
    row.outcome = null;
    happened(
        EventType.WORK_ITEM_MOVED,
        Facts.builder()
            .put("actor", actor)
            .put("from", before)
            .put("to", stream)
            .put("note", reason)
            .build());
  }

  /** The step that called for this work item goes on, or is gone: it hears nothing any more. */
  void callIsOver() {
    row.parentRun = null;
    touched = true;
  }

  /** Links the work item; does nothing if it is linked so already. */
  void link(String type, String target) {
    boolean known =
        rows.links().stream()
                .anyMatch(link -> link.type().equals(type) && link.target().equals(target))
            || !isNew && store.countLinks(row.itemKey, type, target) > 0;
    if (!known) {
      rows.add(new LinkRow(env.newId(), row.itemKey, type, target, actor, at, recordedAt));
      happened(
          EventType.WORK_ITEM_LINKED,
          Facts.builder().put("actor", actor).put("type", type).put("target", target).build());
    }
  }

  void cancelled(String reason) {
    row.state = WorkItemState.CANCELLED;
    row.closedAt = at;
    happened(EventType.WORK_ITEM_CANCELLED, null, reason);
  }

  void started(StreamRegistry.Installed installed, String instance) {
    String digest = installed.stream().model().digest();
    rows.add(new InstanceRow(instance, row.itemKey, installed.stream().key(), digest, at));
  }

  /** The stream instances that run, one started by this transaction included. */
  List<String> openInstances() {
    List<String> open = new ArrayList<>(isNew ? List.of() : store.openInstances(row.itemKey));
    rows.keepOpen(open);
    return open;
  }

  /**
   * @param timeToLive how long the work item is kept if this was the last of it
   */
  void instanceEnded(String instance, Duration timeToLive) {
    rows.ended(instance, at);
    keptFor = timeToLive;
  }

  // --- what happened

  void happened(EventType type, Facts data) {
    row.lastAt = later(at, row.lastAt);
    row.sequence++;
    if (env.tellsEvents()) {
      events.add(
          new Event(env.newId(), type, row.tenant, row.id, row.sequence, at, recordedAt, data));
    }
  }

  /** Records a happening, perhaps of a step run; gives its number. */
  long happened(EventType type, @Nullable RunRow run, @Nullable String note) {
    Limits.note("reason", note);
    Facts data = Facts.none();
    if (env.tellsEvents()) {
      Facts.Builder builder = Facts.builder().put("actor", actor);
      if (run != null) {
        builder.put("stream", run.stream).put("step", run.step).put("run", run.runKey.toString());
        putIfKnown(builder, "team", run.team);
        putIfKnown(builder, "assignee", run.assignee);
      }
      putIfKnown(builder, "note", note);
      if (run == null) {
        putIfKnown(builder, "outcome", row.outcome);
      } else {
        putIfKnown(builder, "calledItem", run.calledItem);
      }
      data = builder.build();
    }
    happened(type, data);
    return row.sequence;
  }

  private static void putIfKnown(Facts.Builder builder, String name, @Nullable String value) {
    if (value != null) {
      builder.put(name, value);
    }
  }

  Receipt receipt() {
    return new Receipt(view(row, runs.open()), knowledge.decided(), false);
  }

  static WorkItem view(WorkItemRow row, List<RunRow> open) {
    return new WorkItem(
        row.tenant,
        row.id,
        row.title,
        row.kind,
        row.category,
        row.priority,
        row.classOfService,
        row.team,
        row.stream,
        row.state,
        row.openedAt,
        row.resolvedAt,
        row.closedAt,
        row.outcome,
        row.sequence,
        open.stream().map(RunRow::toStepRun).toList());
  }

  // --- the end of the transaction

  List<Event> events() {
    return events;
  }

  /** Whether a step has come that a handler does. */
  boolean hasStepsToHandle() {
    return rows.hasStepsToHandle();
  }

  Instant recordedAt() {
    return recordedAt;
  }

  /** Its other rows that changed. */
  ItemRows rows() {
    return rows;
  }

  /** Writes its own row if it changed. */
  void write() {
    if (isNew) {
      store.insertItem(row);
    } else if (touched || row.sequence != loadedSequence) {
      store.updateItem(row);
    }
  }

  /** Says how long it is kept, once its other rows are written. */
  void writeExpiry() {
    if (openedAgain) {
      store.keep(row.itemKey);
    }
    if (keptFor != null && row.state.isEnded()) {
      store.expire(row.itemKey, recordedAt.plus(keptFor));
    }
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
