// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import io.millrace.engine.Distribution;
import io.millrace.engine.WorkItem;
import io.millrace.examples.replay.report.ReplayReport.Note;
import io.millrace.examples.replay.report.ReplayReport.Outcome;
import io.millrace.examples.replay.report.ReplayReport.PriorityCell;
import io.millrace.logs.LogEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts what a replay meets that is not in the engine's own figures. Not thread-safe. */
final class Tally {
  private static final double MILLIS_PER_HOUR = 3_600_000.0;

  private final Mapping mapping;
  private final Map<String, Cell> cells = new TreeMap<>();
  private final Map<String, Long> unknownStates = new TreeMap<>();
  private double[] resolveHours = new double[1024];
  private int resolved;
  private long ended;
  private long unconfirmed;
  private long neverClosed;
  private long inferredSteps;
  private long factUpdates;
  private long reopenings;
  private long movedRows;

  Tally(Mapping mapping) {
    this.mapping = mapping;
  }

  private static final class Cell {
    private final String impact;
    private final String urgency;
    private final String priority;
    private long count;
    private long recorded;
    private long agreed;

    Cell(String impact, String urgency, String priority) {
      this.impact = impact;
      this.urgency = urgency;
      this.priority = priority;
    }
  }

  void recorded(LogEvent event) {
    if (!mapping.knows(event.state())) {
      unknownStates.merge(event.state(), 1L, Long::sum);
    }
    if (!event.occurredAt().equals(event.recordedAt())) {
      movedRows++;
    }
  }

  void ended(LogEvent event, Incident incident, boolean closedHere) {
    WorkItem item = incident.item();
    ended++;
    unconfirmed += closedHere ? 1 : 0;
    neverClosed += incident.closedInLog() ? 0 : 1;
    inferredSteps += incident.inferredSteps();
    factUpdates += incident.factUpdates();
    reopenings += incident.reopenings();
    String priority = Objects.requireNonNullElse(item.priority(), "-");
    String impact = incident.value("impact");
    String urgency = incident.value("urgency");
    Cell cell =
        cells.computeIfAbsent(
            impact + "\n" + urgency + "\n" + priority, key -> new Cell(impact, urgency, priority));
    cell.count++;
    String recorded = event.attributes().get(mapping.recordedPriority());
    if (recorded != null) {
      cell.recorded++;
      cell.agreed += recorded.equals(priority) ? 1 : 0;
    }
    addResolved(event.item().resolvedAt() == null ? null : item.resolvedAt(), item.openedAt());
  }

  private void addResolved(@Nullable Instant resolvedAt, Instant openedAt) {
    if (resolvedAt == null) {
      return;
    }
    if (resolved == resolveHours.length) {
      resolveHours = Arrays.copyOf(resolveHours, resolved * 2);
    }
    resolveHours[resolved++] = Duration.between(openedAt, resolvedAt).toMillis() / MILLIS_PER_HOUR;
  }

  long ended() {
    return ended;
  }

  Distribution resolveHours() {
    return Distribution.of(Arrays.copyOf(resolveHours, resolved));
  }

  List<PriorityCell> cells() {
    return cells.values().stream()
        .map(
            cell ->
                new PriorityCell(
                    cell.impact,
                    cell.urgency,
                    cell.priority,
                    cell.count,
                    cell.recorded,
                    cell.agreed))
        .toList();
  }

  Outcome outcome() {
    return new Outcome(unconfirmed, inferredSteps);
  }

  List<Note> notes() {
    List<Note> notes = new ArrayList<>();
    note(
        notes,
        "never-closed",
        neverClosed,
        "Incidents whose record the log never closes end at their last event.");
    note(
        notes,
        "ended-unconfirmed",
        unconfirmed,
        "Incidents that nobody confirmed were closed at their last event and marked so.");
    note(
        notes,
        "inferred-steps",
        inferredSteps,
        "Steps that the log skips were completed at once and marked as inferred.");
    note(
        notes,
        "reopened",
        reopenings,
        "Work that went on after a resolution or a close went back to investigation;"
            + " an incident that closes repeatedly ends at its last close.");
    note(
        notes,
        "facts-updated",
        factUpdates,
        "A changed " + String.join(" or ", mapping.changing()) + " led to new decisions.");
    note(
        notes,
        "moved-rows",
        movedRows,
        "Rows before an incident's opening, or after its end, count as at that instant.");
    unknownStates.forEach(
        (state, count) ->
            note(
                notes,
                "unknown-state",
                count,
                "The mapping does not know state '" + state + "': it changed nothing."));
    return notes;
  }

  private static void note(List<Note> notes, String id, long count, String text) {
    if (count > 0) {
      notes.add(new Note(id, count, text));
    }
  }
}
