// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import com.fasterxml.uuid.NoArgGenerator;
import io.millrace.engine.Retention;
import io.millrace.plugin.port.Participant;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * What every operation needs and nothing changes: the clock, the process engine, the policies, the
 * streams, and who hears of events.
 */
record Environment(
    Clock clock,
    ProcessRuntime runtime,
    Assessor assessor,
    StreamRegistry streams,
    List<Participant> participants,
    List<String> sinks,
    Retention retention,
    WorkingFacts workingFacts,
    NoArgGenerator ids) {

  /** Now, in the precision of the store. */
  Instant now() {
    return now(clock);
  }

  /** What a clock shows, in the precision of the store. */
  static Instant now(Clock clock) {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /** A new id; later ones sort after earlier ones. */
  UUID newId() {
    return ids.generate();
  }

  /** Whether anybody hears of events. */
  boolean tellsEvents() {
    return !sinks.isEmpty() || !participants.isEmpty();
  }
}
