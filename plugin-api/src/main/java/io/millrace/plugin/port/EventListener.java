package io.millrace.plugin.port;

import io.millrace.event.Event;

/**
 * Hears what happened, after it was committed.
 *
 * <p>Events come through the outbox: at least once, in order per work item, one at a time for each
 * work item, on a thread of Millrace's own. An exception puts the delivery off; the events of the
 * same item wait behind it, those of others do not.
 */
@FunctionalInterface
public interface EventListener {

  /** Takes one event; returning means that it need not be delivered again. */
  void on(Event event);
}
