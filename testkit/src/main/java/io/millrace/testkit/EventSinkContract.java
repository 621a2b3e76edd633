// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Facts;
import io.millrace.plugin.port.EventSink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in an {@link EventSink}. Extend it in the plugin's tests, and say where
 * the sink comes from and how to count its effects. JUnit 5 runs the tests; each makes a sink of
 * its own.
 */
public abstract class EventSinkContract {
  private static final int ITEMS = 4;

  /** For subclasses. */
  protected EventSinkContract() {}

  /** The sink to test, ready for use. */
  protected abstract EventSink sink();

  /** How many effects there have been since the sink was made; 0 if it has none. */
  protected abstract long effects();

  @Test
  void shouldTakeEveryTypeOfEvent() {
    EventSink sink = sink();

    life("every-type").forEach(event -> take(sink, event));
  }

  @Test
  void shouldActOnceOnAnEventThatIsDeliveredAgain() {
    EventSink sink = sink();
    List<Event> events = life("again");
    events.forEach(event -> take(sink, event));
    long once = effects();

    events.forEach(event -> take(sink, event));

    assertEquals(once, effects(), "Expected no further effect: deliveries repeat, ids do not.");
  }

  @Test
  void shouldTakeEventsOfSeveralItemsAtOnce() throws Exception {
    EventSink sink = sink();
    ExecutorService pool = Executors.newFixedThreadPool(ITEMS);
    try {
      List<Callable<Boolean>> items = new ArrayList<>();
      for (int i = 0; i < ITEMS; i++) {
        List<Event> events = life("item-" + i);
        items.add(
            () -> {
              events.forEach(event -> take(sink, event));
              return true;
            });
      }
      for (Future<Boolean> item : pool.invokeAll(items)) {
        item.get();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private static void take(EventSink sink, Event event) {
    try {
      sink.take(event);
    } catch (Exception e) {
      throw new AssertionError("Expected the sink to take " + event + ", but it failed.", e);
    }
  }

  /** One event of each type, in the order of their sequence. */
  private static List<Event> life(String item) {
    List<Event> events = new ArrayList<>();
    for (EventType type : EventType.values()) {
      Instant at = Instant.parse("2026-03-02T08:00:00Z").plusSeconds(events.size());
      events.add(
          new Event(
              UUID.randomUUID(),
              type,
              "default",
              item,
              events.size() + 1L,
              at,
              at,
              Facts.builder().put("actor", "ann").put("step", "register").build()));
    }
    return events;
  }
}
