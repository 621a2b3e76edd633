// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.plugin.port.EventSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A sink that keeps every event, in the order of delivery, and lets tests wait for one.
 * Thread-safe. A repeated delivery is kept again.
 */
public final class RecordingSink implements EventSink {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<Event> events = new ArrayList<>();

  /** A sink that has heard nothing. */
  public RecordingSink() {}

  @Override
  public synchronized void take(Event event) {
    events.add(event);
    notifyAll();
  }

  /** What was heard until now. */
  public synchronized List<Event> all() {
    return List.copyOf(events);
  }

  /** What was heard of one work item until now. */
  public List<Event> ofItem(String tenant, String item) {
    return all().stream().filter(event -> isOf(event, tenant, item)).toList();
  }

  /** Forgets what was heard. */
  public synchronized void clear() {
    events.clear();
  }

  /** Waits until an event of this type has come for a work item: the first one. */
  public Event awaitItem(String tenant, String item, EventType type) {
    return await(
        type + " of work item '" + item + "'",
        event -> isOf(event, tenant, item) && event.type() == type);
  }

  /**
   * Waits up to 30 seconds until an event has come that matches, unless one has already.
   *
   * @param what names the event in the message
   * @return the first that matches
   * @throws AssertionError if none comes, or the thread is interrupted
   */
  public synchronized Event await(String what, Predicate<Event> wanted) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      for (Event event : events) {
        if (wanted.test(event)) {
          return event;
        }
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw missing(what, "none came within " + PATIENCE.toSeconds() + " seconds");
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw missing(what, "the thread was interrupted");
      }
    }
  }

  private AssertionError missing(String what, String but) {
    List<String> heard = events.stream().map(e -> e.item() + " " + e.type()).toList();
    return new AssertionError(
        "Expected an event " + what + ", but " + but + ". Heard were " + heard + ".");
  }

  private static boolean isOf(Event event, String tenant, String item) {
    return event.tenant().equals(tenant) && event.item().equals(item);
  }
}
