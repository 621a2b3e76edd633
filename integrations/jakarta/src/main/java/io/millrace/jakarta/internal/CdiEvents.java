// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

import io.millrace.event.Event;
import io.millrace.plugin.port.EventSink;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.Instance;
import java.util.concurrent.CompletionException;

/**
 * Fires events as CDI events, on the thread of the sink: first for observers that are called at
 * once, then for asynchronous ones, which are called one after another too. What one of them throws
 * lets Millrace deliver the event again, to all of them.
 */
final class CdiEvents implements EventSink {
  static final String NAME = "cdi";

  private final jakarta.enterprise.event.Event<Event> observers;
  private final Instance<RequestContextController> requests;

  CdiEvents(
      jakarta.enterprise.event.Event<Event> observers,
      Instance<RequestContextController> requests) {
    this.observers = observers;
    this.requests = requests;
  }

  @Override
  public void take(Event event) throws Exception {
    RequestContextController request = requests.get();
    boolean begun = request.activate();
    try {
      observers.fire(event);
      observers
          .fireAsync(event, NotificationOptions.ofExecutor(Runnable::run))
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      if (begun) {
        request.deactivate();
      }
      requests.destroy(request);
    }
  }
}
