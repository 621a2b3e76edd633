// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Reminder;
import io.millrace.bpmn.Step;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.internal.store.DoerRow;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.engine.internal.store.TransitionRow;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.event.EventType;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The step runs of one work item within one transaction. Not thread-safe. */
final class StepRuns {
  private final ItemWork item;
  private final WorkItemRow row;
  private final StoreMapper store;
  private final Environment env;
  private final ItemRows rows;
  private final List<DoerRow> doers = new ArrayList<>();
  private @Nullable List<RunRow> open;
  private @Nullable Step justCompleted;
  private @Nullable RunRow justGone;

  StepRuns(ItemWork item, StoreMapper store, Environment env, ItemRows rows) {
    this.item = item;
    this.row = item.row();
    this.store = store;
    this.env = env;
    this.rows = rows;
  }

  /** Takes on the open runs as the store has them. */
  void know(List<RunRow> runs) {
    open = runs;
  }

  List<RunRow> open() {
    if (open == null) {
      open = item.isNew() ? new ArrayList<>() : new ArrayList<>(store.openRuns(row.itemKey));
    }
    return open;
  }

  Optional<RunRow> findOpen(UUID key) {
    return open().stream().filter(run -> run.runKey.equals(key)).findFirst();
  }

  /** The open run that a request means. */
  RunRow require(@Nullable String step) {
    List<RunRow> candidates =
        step == null ? open() : open().stream().filter(run -> run.step.equals(step)).toList();
    if (candidates.size() == 1) {
      return candidates.get(0);
    }
    List<String> openSteps = open().stream().map(run -> run.step).toList();
    String wanted = step == null ? "exactly one open step" : "an open step '" + step + "'";
    throw new InvalidStateException(
        row.id,
        "Expected work item '"
            + row.id
            + "' to have "
            + wanted
            + ", but it is "
            + row.state
            + " with open steps "
            + openSteps
            + ".",
        openSteps.size() > 1
            ? "name the step, or its run"
            : "read the work item again before acting on it");
  }

  /** The open run that a request means, which may name it. */
  RunRow require(@Nullable String step, @Nullable UUID key) {
    if (key == null) {
      return require(step);
    }
    return findOpen(key)
        .filter(run -> step == null || run.step.equals(step))
        .orElseThrow(
            () ->
                new InvalidStateException(
                    row.id,
                    "Expected step run '"
                        + key
                        + "' of work item '"
                        + row.id
                        + "' to be open"
                        + (step == null ? "" : " at step '" + step + "'")
                        + ", but the open steps are "
                        + open().stream().map(run -> run.step + " '" + run.runKey + "'").toList()
                        + ".",
                    "read the work item again before acting on it"));
  }

  void move(RunRow run, StepState state, EventType type, @Nullable String note) {
    Limits.name("team of work item '" + row.id + "'", run.team);
    Limits.name("assignee of work item '" + row.id + "'", run.assignee);
    run.state = state;
    if (state == StepState.WORKING && run.startedAt == null) {
      run.startedAt = item.at();
    }
    if (state.isEnded()) {
      run.endedAt = item.at();
      open().remove(run);
    }
    item.knowledge().blocked(open().stream().anyMatch(one -> one.state == StepState.BLOCKED));
    rows.changed(run);
    long sequence = item.happened(type, run, note);
    rows.add(
        new TransitionRow(
            row.itemKey,
            sequence,
            run.runKey,
            state,
            run.team,
            run.assignee,
            item.actor(),
            note,
            item.inferred(),
            item.at(),
            item.recordedAt()));
  }

  /** Has a run written that changed without moving. */
  void touch(RunRow run) {
    rows.changed(run);
  }

  void completed(RunRow run, Step step, @Nullable String result) {
    run.result = result;
    justCompleted = step;
    doers.add(new DoerRow(step.id(), run.assignee, item.actor()));
    move(run, StepState.DONE, EventType.STEP_COMPLETED, result);
  }

  void arrived(Arrival arrival, Step step, String stream) {
    RunRow run = newRun(arrival, step, stream);
    move(run, StepState.WAITING, EventType.STEP_WAITING, null);
  }

  /** The process came to a step that another work item does. */
  RunRow called(Arrival arrival, Step step, String stream, String calledItem) {
    RunRow run = newRun(arrival, step, stream);
    run.calledItem = calledItem;
    move(run, StepState.WORKING, EventType.STEP_STARTED, null);
    return run;
  }

  private RunRow newRun(Arrival arrival, Step step, String stream) {
    if (row.state == WorkItemState.RESOLVED
        && justCompleted != null
        && step.number() < justCompleted.number()) {
      item.openAgain(null); // the flow went back: it was not resolved after all
    }
    RunRow run = new RunRow();
    run.runKey = env.newId();
    run.itemKey = row.itemKey;
    run.stream = stream;
    run.definition = arrival.definition();
    run.step = step.id();
    run.team = row.team;
    run.engineRef = arrival.engineRef();
    run.engineInstance = arrival.instance();
    run.handler = arrival.handler();
    run.afterClose = row.state == WorkItemState.CLOSED;
    run.arrivedAt = item.at();
    open().add(run);
    rows.addNew(run);
    return run;
  }

  /** The process left a step without completing it through an operation; gives the run if so. */
  Optional<RunRow> gone(String engineRef) {
    for (RunRow run : open()) {
      if (run.engineRef.equals(engineRef)) {
        justGone = run;
        move(run, StepState.CANCELLED, EventType.STEP_CANCELLED, null);
        return Optional.of(run);
      }
    }
    return Optional.empty();
  }

  /** A timer at a step ran out. If it has interrupted the step, that is over by now. */
  void reminded(Reminder reminder) {
    RunRow run =
        open().stream()
            .filter(one -> one.step.equals(reminder.step()))
            .findFirst()
            .orElse(justGone);
    if (run != null && run.step.equals(reminder.step())) {
      item.happened(EventType.STEP_REMINDER, run, reminder.text());
    }
  }

  /** Who did some steps of the work item so far. */
  List<DoerRow> doers(Collection<String> steps) {
    List<DoerRow> all = new ArrayList<>(item.isNew() ? List.of() : store.doers(row.itemKey, steps));
    doers.stream().filter(doer -> steps.contains(doer.step())).forEach(all::add);
    return all;
  }
}
