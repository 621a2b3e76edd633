package io.millrace.engine.internal;

import io.millrace.engine.internal.store.OutboxRow;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.plugin.port.EventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers committed events: the oldest of each work item first, under a lock that other nodes
 * skip. A failed delivery holds back the later events of its work item, and no others.
 */
final class OutboxDrainer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxDrainer.class);
  private static final int BATCH = 50;
  private static final long PAUSE_MILLIS = 1_000;
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final int MAX_BACKOFF_DOUBLINGS = 8;

  private final Consumer<Consumer<StoreMapper>> transactions;
  private final String name;
  private final EventSink sink;
  private final Clock clock = Clock.systemUTC();
  private final Worker worker;

  OutboxDrainer(String name, EventSink sink, Consumer<Consumer<StoreMapper>> transactions) {
    this.transactions = transactions;
    this.name = name;
    this.sink = sink;
    this.worker = new Worker("millrace-outbox-" + name, PAUSE_MILLIS, this::round);
  }

  void wake() {
    worker.wake();
  }

  private boolean round() {
    boolean[] delivered = {false};
    transactions.accept(
        store -> {
          for (OutboxRow row : store.lockOutboxHeads(name, now(), BATCH)) {
            delivered[0] |= deliver(store, row);
          }
        });
    return delivered[0];
  }

  private boolean deliver(StoreMapper store, OutboxRow row) {
    Event event =
        new Event(
            row.eventKey(),
            EventType.valueOf(row.type()),
            row.tenant(),
            row.item(),
            row.sequence(),
            row.occurredAt(),
            row.recordedAt(),
            Codec.readFacts(row.data()));
    try {
      sink.take(event);
    } catch (Exception | Error e) { // a sink's assertion must not end all deliveries
      Duration backoff =
          FIRST_BACKOFF.multipliedBy(1L << Math.min(row.attempts(), MAX_BACKOFF_DOUBLINGS));
      LOG.warn(
          "Delivery {} of event {} of work item '{}' failed; the next one is in {} s.",
          row.attempts() + 1,
          event.id(),
          event.item(),
          backoff.toSeconds(),
          e);
      store.postponeOutbox(row.eventKey(), name, now().plus(backoff));
      return false;
    }
    store.deleteOutbox(row.eventKey(), name);
    return true;
  }

  /** Deliveries follow the machine's time: an injected clock may stand still. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public void close() {
    worker.close();
  }
}
