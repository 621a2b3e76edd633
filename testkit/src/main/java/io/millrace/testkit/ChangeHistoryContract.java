// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.model.ScheduledChange;
import io.millrace.model.TrackRecord;
import io.millrace.plugin.port.ChangeHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link ChangeHistory}. Extend it in the plugin's tests, and say
 * where the history comes from, one planned change that it knows and a team with finished changes.
 * JUnit 5 runs the tests; each makes a history of its own.
 */
public abstract class ChangeHistoryContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String UNKNOWN = "millrace-contract-unknown";

  /** For subclasses. */
  protected ChangeHistoryContract() {}

  /** The history to test, ready for use. */
  protected abstract ChangeHistory history();

  /** A change that is planned or running. */
  protected abstract ScheduledChange known();

  /** A team that has finished changes within the year before {@link #now}. */
  protected abstract String team();

  /** The instant taken as now; the start of the known change by default. */
  protected Instant now() {
    return known().from();
  }

  /** The tenant of the changes. */
  protected String tenant() {
    return "default";
  }

  @Test
  void shouldTellAChangeDuringItsPlannedTime() {
    Instant from = known().from();
    Instant to = known().to();

    assertTrue(tells(known().items(), from, from.plus(MINUTE)), "Expected it at its start.");
    assertTrue(tells(known().items(), to.minus(MINUTE), to), "Expected it until its end.");
    assertFalse(tells(known().items(), from.minus(MINUTE), from), "Expected it not before.");
    assertFalse(tells(known().items(), to, to.plus(MINUTE)), "Expected it not from its end on.");
  }

  @Test
  void shouldTellOnlyChangesOfTheItemsAskedFor() {
    assertFalse(
        tells(Set.of(UNKNOWN), known().from(), known().to()),
        "Expected no change of an item that '" + known().id() + "' does not touch.");
  }

  @Test
  void shouldCountFinishedChangesOfATeam() {
    TrackRecord record = ofTeam(team(), now().minus(Duration.ofDays(365)), now());

    assertTrue(record.changes() > 0, "Expected finished changes of '" + team() + "'.");
  }

  @Test
  void shouldCountNothingForWhatItDoesNotKnow() {
    ChangeHistory history = history();
    Instant from = now().minus(Duration.ofDays(365));

    assertEquals(TrackRecord.none(), ofTeam(UNKNOWN, from, now()));
    assertEquals(
        TrackRecord.none(),
        PortChecks.inTime(() -> history.ofModel(tenant(), UNKNOWN, from, now())));
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    ChangeHistory history = history();
    PortChecks.onSeveralThreads(
        () -> history.scheduled(tenant(), known().items(), known().from(), known().to()));
  }

  private TrackRecord ofTeam(String team, Instant from, Instant to) {
    ChangeHistory history = history();
    return PortChecks.inTime(() -> history.ofTeam(tenant(), team, from, to));
  }

  private boolean tells(Set<String> items, Instant from, Instant to) {
    ChangeHistory history = history();
    List<ScheduledChange> changes =
        PortChecks.inTime(() -> history.scheduled(tenant(), items, from, to));
    return changes.contains(known());
  }
}
