package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Facts;
import io.millrace.plugin.port.EventListener;
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
 * What Millrace relies on in an {@link EventListener}. Extend it in the plugin's tests, and say
 * where the listener comes from and how to count its effects. JUnit 5 runs the tests; each makes a
 * listener of its own.
 */
public abstract class EventListenerContract {
  private static final int ITEMS = 4;

  /** For subclasses. */
  protected EventListenerContract() {}

  /** The listener to test, ready for use. */
  protected abstract EventListener listener();

  /** How many effects there have been since the listener was made; 0 if it has none. */
  protected abstract long effects();

  @Test
  void shouldTakeEveryTypeOfEvent() {
    EventListener listener = listener();

    life("every-type").forEach(listener::on);
  }

  @Test
  void shouldActOnceOnAnEventThatIsDeliveredAgain() {
    EventListener listener = listener();
    List<Event> events = life("again");
    events.forEach(listener::on);
    long once = effects();

    events.forEach(listener::on);

    assertEquals(once, effects(), "Expected no further effect: deliveries repeat, ids do not.");
  }

  @Test
  void shouldTakeEventsOfSeveralItemsAtOnce() throws Exception {
    EventListener listener = listener();
    ExecutorService pool = Executors.newFixedThreadPool(ITEMS);
    try {
      List<Callable<Boolean>> items = new ArrayList<>();
      for (int i = 0; i < ITEMS; i++) {
        List<Event> events = life("item-" + i);
        items.add(
            () -> {
              events.forEach(listener::on);
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
