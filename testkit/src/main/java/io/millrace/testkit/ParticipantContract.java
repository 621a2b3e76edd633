// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Facts;
import io.millrace.plugin.port.Participant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link Participant} that has no reason to veto. Extend it in the
 * plugin's tests, and say where the participant comes from and how to count its effects. JUnit 5
 * runs the tests; each makes a participant of its own.
 */
public abstract class ParticipantContract {
  /** A work item is locked meanwhile. */
  private static final Duration SHORT = Duration.ofSeconds(2);

  /** For subclasses. */
  protected ParticipantContract() {}

  /** The participant to test, ready for use, within whatever transaction it needs. */
  protected abstract Participant participant();

  /** How many effects there have been since the participant was made; 0 if it has none. */
  protected abstract long effects();

  /** Undoes the transaction, as Millrace does before it runs an operation again. */
  protected abstract void rollBack();

  @Test
  void shouldTakePartInEveryTypeOfEvent() {
    Participant participant = participant();

    assertTimeoutPreemptively(
        SHORT,
        () -> participant.beforeCommit(events()),
        "Expected the participant to be short: a work item is locked meanwhile.");
  }

  @Test
  void shouldLeaveNothingBehindAfterARollback() {
    Participant participant = participant();
    long before = effects();

    participant.beforeCommit(events());
    rollBack();

    assertEquals(before, effects(), "Expected no effect of what was rolled back.");
  }

  private static List<Event> events() {
    List<Event> events = new ArrayList<>();
    Instant at = Instant.parse("2026-03-02T08:00:00Z");
    for (EventType type : EventType.values()) {
      events.add(
          new Event(
              UUID.randomUUID(),
              type,
              "default",
              "millrace-contract",
              events.size() + 1L,
              at,
              at,
              Facts.of("actor", "ann")));
    }
    return events;
  }
}
