// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.EngineStatus;
import io.millrace.engine.EngineStatus.Waiting;
import io.millrace.engine.internal.store.OutboxCount;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how everything is doing, in one transaction. Thread-safe. */
record StatusReader(
    ProcessRuntime runtime,
    EngineQueues queues,
    Set<String> handlers,
    Deliveries deliveries,
    ClockCheck clocks,
    PackDesk packs) {

  EngineStatus read() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS); // what waits, waits by real time
    return runtime.transaction(unit -> read(unit, now));
  }

  private EngineStatus read(UnitOfWork unit, Instant now) {
    Map<String, OutboxCount> events =
        unit.store().countAllOutbox().stream()
            .collect(Collectors.toMap(OutboxCount::state, count -> count));
    OutboxCount due = events.get("DUE");
    return new EngineStatus(
        now,
        queues.timers(now),
        queues.steps(handlers, now),
        new Waiting(rows(due), due == null ? null : due.oldest()),
        rows(events.get("PARKED")),
        rows(events.get("HELD")),
        queues.givenUp(),
        unit.store().countLateFacts(),
        deliveries.sinks().stream().filter(deliveries::isStalled).toList(),
        clocks.isGood(),
        packs.active().base());
  }

  private static long rows(@Nullable OutboxCount count) {
    return count == null ? 0 : count.rows();
  }
}
