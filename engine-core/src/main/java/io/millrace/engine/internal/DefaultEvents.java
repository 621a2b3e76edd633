// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.Events;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.NotFoundException;
import io.millrace.engine.Page;
import io.millrace.engine.ParkedEvent;
import io.millrace.engine.SinkStatus;
import io.millrace.engine.SkippedEvent;
import io.millrace.engine.internal.store.OutboxCount;
import io.millrace.engine.internal.store.OutboxRow;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.model.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The deliveries of the events of the caller's tenant. */
final class DefaultEvents implements Events {
  private static final int BATCH = 500;
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  private final Caller caller;
  private final ProcessRuntime runtime;
  private final Deliveries deliveries;
  private final Supplier<Instant> now;

  DefaultEvents(
      Caller caller, ProcessRuntime runtime, Deliveries deliveries, Supplier<Instant> now) {
    this.caller = caller;
    this.runtime = runtime;
    this.deliveries = deliveries;
    this.now = now;
  }

  @Override
  public List<SinkStatus> sinks() {
    return runtime.transaction(
        unit -> {
          Map<String, Map<String, OutboxCount>> counts = new TreeMap<>();
          deliveries.sinks().forEach(sink -> counts.put(sink, Map.of()));
          counts.putAll(
              unit.store().countOutbox(caller.tenant()).stream()
                  .collect(
                      Collectors.groupingBy(
                          OutboxCount::sink,
                          Collectors.toMap(OutboxCount::state, count -> count))));
          List<SinkStatus> sinks = new ArrayList<>();
          counts.forEach((sink, states) -> sinks.add(status(sink, states)));
          return List.copyOf(sinks);
        });
  }

  private SinkStatus status(String sink, Map<String, OutboxCount> states) {
    OutboxCount due = states.get("DUE");
    return new SinkStatus(
        sink,
        deliveries.sinks().contains(sink),
        deliveries.isStalled(sink),
        rows(due),
        rows(states.get("PARKED")),
        rows(states.get("HELD")),
        due == null ? null : due.oldest());
  }

  private static long rows(@Nullable OutboxCount count) {
    return count == null ? 0 : count.rows();
  }

  @Override
  public Page<ParkedEvent> parked(String sink, int offset, int limit) {
    Limits.page(offset, limit);
    return runtime.transaction(
        unit -> {
          requireSink(unit.store(), sink);
          List<ParkedEvent> entries = unit.store().parked(caller.tenant(), sink, offset, limit);
          return Pages.of(
              entries, offset, limit, () -> unit.store().countParked(caller.tenant(), sink));
        });
  }

  @Override
  public Page<SkippedEvent> skipped(int offset, int limit) {
    Limits.page(offset, limit);
    return runtime.transaction(
        unit -> {
          List<SkippedEvent> entries = unit.store().skipped(caller.tenant(), offset, limit);
          return Pages.of(entries, offset, limit, () -> unit.store().countSkipped(caller.tenant()));
        });
  }

  @Override
  public void replay(UUID event, String sink) {
    runtime.transaction(
        unit -> {
          OutboxRow row = lockParked(unit.store(), event, sink);
          if (row.state().equals("HELD")) {
            throw notParked(row, "replay the parked event before it");
          }
          if (row.state().equals("PARKED")) {
            unit.write(store -> store.replayOutbox(event, sink, Instant.EPOCH));
          }
          return row;
        });
    deliveries.wake();
  }

  @Override
  public long replayAll(String sink) {
    long replayed = 0;
    UUID after = BEFORE_ALL;
    List<UUID> events;
    do {
      events = replayBatch(sink, after);
      replayed += events.size();
      after = events.isEmpty() ? after : events.get(events.size() - 1);
      deliveries.wake();
    } while (events.size() == BATCH);
    return replayed;
  }

  private List<UUID> replayBatch(String sink, UUID after) {
    return runtime.transaction(
        unit -> {
          requireSink(unit.store(), sink);
          List<UUID> events = unit.store().lockAllParked(caller.tenant(), sink, after, BATCH);
          unit.write(
              store -> events.forEach(event -> store.replayOutbox(event, sink, Instant.EPOCH)));
          return events;
        });
  }

  @Override
  public void skip(UUID event, String sink, String reason) {
    checkReason(reason);
    runtime.transaction(
        unit -> {
          OutboxRow row = lockParked(unit.store(), event, sink);
          if (!row.state().equals("PARKED")) {
            throw notParked(row, "wait until it is: a sink that refuses it parks it");
          }
          unit.write(
              store -> {
                giveUp(store, row.itemKey(), sink, row.sequence(), reason);
                store.releaseOutbox(row.itemKey(), sink);
              });
          return row;
        });
    deliveries.wake();
  }

  @Override
  public long discard(String sink, String reason) {
    checkReason(reason);
    if (deliveries.sinks().contains(sink)) {
      throw new InvalidStateException(
          sink,
          "Expected event sink '" + sink + "' to be gone, but this Millrace has it.",
          "leave the plugin out that brings it, on every node, or skip single events");
    }
    long discarded = 0;
    UUID after = BEFORE_ALL;
    Discarded batch;
    do {
      batch = discardBatch(sink, reason, after);
      discarded += batch.events();
      after = batch.last();
    } while (batch.full());
    return discarded;
  }

  /**
   * @param last the last queue that was looked at
   * @param full whether there may be more queues
   */
  private record Discarded(long events, UUID last, boolean full) {}

  private Discarded discardBatch(String sink, String reason, UUID after) {
    return runtime.transaction(
        unit -> {
          StoreMapper store = unit.store();
          if (after.equals(BEFORE_ALL)) {
            requireSink(store, sink);
          }
          long events = 0;
          List<UUID> queues = store.queues(caller.tenant(), sink, after, BATCH);
          for (UUID queue : queues) {
            List<OutboxRow> rows = lockQueue(store, queue, sink);
            if (!rows.isEmpty()) {
              long last = store.lastOutbox(queue, sink);
              events += store.countUpTo(queue, sink, last);
              unit.write(writing -> giveUp(writing, queue, sink, last, reason));
            }
          }
          return new Discarded(
              events,
              queues.isEmpty() ? after : queues.get(queues.size() - 1),
              queues.size() == BATCH);
        });
  }

  /** The head of a queue; none if another node, which has the sink, is at work on it. */
  private static List<OutboxRow> lockQueue(StoreMapper store, UUID queue, String sink) {
    List<UUID> head = store.followers(queue, sink, 0, 1).stream().map(OutboxRow::eventKey).toList();
    return head.isEmpty() ? List.of() : store.lockOutbox(sink, head, 1);
  }

  private void giveUp(StoreMapper store, UUID queue, String sink, long last, String reason) {
    store.recordSkipped(queue, sink, last, caller.actor(), reason, now.get());
    store.deleteOutbox(queue, sink, last);
  }

  private void checkReason(String reason) {
    Limits.name("actor who gives an event up", caller.actor());
    Limits.note("reason to give an event up", reason);
  }

  /** The row, locked if it is parked; others may be in use by a delivery, and are not locked. */
  private OutboxRow lockParked(StoreMapper store, UUID event, String sink) {
    OutboxRow row = store.findOutbox(caller.tenant(), event, sink);
    if (row != null && row.state().equals("PARKED")) {
      OutboxRow locked = store.lockParked(caller.tenant(), event, sink);
      row = locked == null ? store.findOutbox(caller.tenant(), event, sink) : locked;
    }
    if (row == null) {
      throw new NotFoundException(
          event.toString(),
          "Expected event '"
              + event
              + "' to wait for event sink '"
              + sink
              + "', but the tenant has none of that id there.",
          "do nothing: it may have been delivered or skipped meanwhile");
    }
    return row;
  }

  private static InvalidStateException notParked(OutboxRow row, String advice) {
    return new InvalidStateException(
        row.eventKey().toString(),
        "Expected event '"
            + row.eventKey()
            + "' to be parked for event sink '"
            + row.sink()
            + "', but it is "
            + row.state()
            + ".",
        advice);
  }

  private void requireSink(StoreMapper store, String sink) {
    if (!deliveries.sinks().contains(sink)
        && store.queues(caller.tenant(), sink, BEFORE_ALL, 1).isEmpty()) {
      throw new NotFoundException(
          sink,
          "Expected event sink '"
              + sink
              + "' to be there, but neither has this Millrace a sink of that name nor does an"
              + " event of the tenant wait for one.",
          "take the name from sinks()");
    }
  }
}
