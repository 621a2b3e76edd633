// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import static io.millrace.examples.replay.MadeEvents.OPENED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.engine.WorkItem;
import io.millrace.examples.replay.report.ReplayReport.Note;
import io.millrace.examples.replay.report.ReplayReport.Outcome;
import io.millrace.examples.replay.report.ReplayReport.PriorityCell;
import io.millrace.logs.LogEvent;
import io.millrace.model.ClassOfService;
import io.millrace.model.Kind;
import io.millrace.model.WorkItemState;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TallyTest {
  private final Mapping mapping = MappingReader.builtIn("servicenow");
  private final Tally tally = new Tally(mapping);

  @Test
  void shouldBeEmptyAtTheBegin() {
    assertThat(tally.ended()).isZero();
    assertThat(tally.notes()).isEmpty();
    assertThat(tally.cells()).isEmpty();
    assertThat(tally.outcome()).isEqualTo(new Outcome(0, 0));
    assertThat(tally.resolveHours().count()).isZero();
  }

  @Test
  void shouldCountUnknownStatesByTheirLabel() {
    // given
    MadeEvents events = new MadeEvents();

    // when
    tally.recorded(events.row("-100"));
    tally.recorded(events.row("Active"));
    tally.recorded(events.row("-100"));
    tally.recorded(events.row("Parked"));

    // then
    assertThat(tally.notes())
        .containsExactly(
            new Note(
                "unknown-state", 2, "The mapping does not know state '-100': it changed nothing."),
            new Note(
                "unknown-state",
                1,
                "The mapping does not know state 'Parked': it changed nothing."));
  }

  @Test
  void shouldCountRowsThatCountAsAtAnotherInstant() {
    // given
    LogEvent row = new MadeEvents().row("New");
    LogEvent moved =
        new LogEvent(
            row.position(),
            row.kind(),
            row.item(),
            row.occurredAt(),
            row.occurredAt().minusSeconds(60),
            row.line(),
            row.orderHint(),
            row.state(),
            null,
            null,
            row.attributes());

    // when
    tally.recorded(row);
    tally.recorded(moved);

    // then
    assertThat(tally.notes()).extracting(Note::id, Note::count).containsExactly(note("moved-rows"));
  }

  @Test
  void shouldCompareTheRecordedPriorityWithTheDecidedOneByCell() {
    // when
    end("1 - High", "1 - High", "1 - Critical", "1 - Critical");
    end("1 - High", "1 - High", "2 - High", "1 - Critical");
    end("1 - High", "1 - High", null, "1 - Critical");
    end("3 - Low", null, "4 - Low", "4 - Low");
    end("3 - Low", null, "4 - Low", null);

    // then
    assertThat(tally.ended()).isEqualTo(5);
    assertThat(tally.cells())
        .containsExactly(
            new PriorityCell("1 - High", "1 - High", "1 - Critical", 3, 2, 1),
            new PriorityCell("3 - Low", "-", "-", 1, 1, 0),
            new PriorityCell("3 - Low", "-", "4 - Low", 1, 1, 1));
  }

  @Test
  void shouldMeasureRecordedResolutionsOnly() {
    // when
    finish(new MadeEvents(OPENED.plusSeconds(7_200)), OPENED.plusSeconds(7_200), false);
    finish(new MadeEvents(), OPENED.plusSeconds(3_600), false);

    // then
    assertThat(tally.resolveHours().values()).containsExactly(2.0);
  }

  @Test
  void shouldTakeMoreResolutionsThanItFirstHasRoomFor() {
    // when
    for (int i = 0; i < 1_500; i++) {
      finish(new MadeEvents(OPENED.plusSeconds(3_600)), OPENED.plusSeconds(3_600), false);
    }

    // then
    assertThat(tally.resolveHours().count()).isEqualTo(1_500);
    assertThat(tally.resolveHours().mean()).isEqualTo(1.0);
  }

  @Test
  void shouldCountWhatBecameOfTheIncidents() {
    // given
    MadeEvents events = new MadeEvents();
    Incident closed = new Incident(events.opened("impact", "2 - Medium"), mapping, item(null));
    closed.recorded(events.row("Active", null, "Ana", "impact", "1 - High"));
    closed.recorded(events.row("Closed"));
    closed.recorded(events.row("Closed"));
    MadeEvents others = new MadeEvents();
    Incident open = new Incident(others.opened(), mapping, item(null));
    open.recorded(others.row("New"));
    open.ended();

    // when
    tally.ended(events.ended(), closed, false);
    tally.ended(others.ended(), open, true);

    // then 1 + 2 + 3 steps of the first, 4 of the second
    assertThat(tally.outcome()).isEqualTo(new Outcome(1, 10));
    assertThat(tally.notes())
        .extracting(Note::id, Note::count)
        .containsExactly(
            note("never-closed"),
            note("ended-unconfirmed"),
            tuple("inferred-steps", 10L),
            note("reopened"),
            note("facts-updated"));
    assertThat(tally.notes())
        .extracting(Note::text)
        .contains("A changed impact or urgency led to new decisions.");
  }

  private static Tuple note(String id) {
    return tuple(id, 1L);
  }

  private void end(
      String impact,
      @Nullable String urgency,
      @Nullable String recorded,
      @Nullable String decided) {
    MadeEvents events = new MadeEvents();
    String[] facts =
        urgency == null
            ? new String[] {"impact", impact}
            : new String[] {"impact", impact, "urgency", urgency};
    Incident incident = new Incident(events.opened(facts), mapping, item(decided));
    LogEvent ended = recorded == null ? events.ended() : events.ended("priority", recorded);
    tally.ended(ended, incident, false);
  }

  private void finish(MadeEvents events, Instant resolvedAt, boolean closedHere) {
    Incident incident = new Incident(events.opened(), mapping, item("3 - Moderate", resolvedAt));
    tally.ended(events.ended(), incident, closedHere);
  }

  private static WorkItem item(@Nullable String priority) {
    return item(priority, null);
  }

  private static WorkItem item(@Nullable String priority, @Nullable Instant resolvedAt) {
    return new WorkItem(
        "t",
        MadeEvents.ID,
        "",
        Kind.INCIDENT,
        null,
        priority,
        ClassOfService.STANDARD,
        null,
        "restore-live-service",
        WorkItemState.CLOSED,
        OPENED,
        resolvedAt,
        null,
        null,
        1,
        List.of());
  }
}
