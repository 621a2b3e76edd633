// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.Facts;
import io.millrace.plugin.port.StepHandler;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The contract, met by a handler that keeps what it did by idempotency key. */
class StepHandlerContractTest extends StepHandlerContract {
  private final AtomicLong bookings = new AtomicLong();

  @Override
  protected StepHandler handler() {
    Map<UUID, StepHandler.Completion> done = new ConcurrentHashMap<>();
    return new StepHandler() {
      @Override
      public String name() {
        return "booking";
      }

      @Override
      public Completion handle(Task task) {
        return done.computeIfAbsent(
            task.idempotencyKey(),
            key ->
                new Completion("booked", Facts.of("booking", "B-" + bookings.incrementAndGet())));
      }
    };
  }

  @Override
  protected Facts facts() {
    return Facts.of("days", 2);
  }

  @Override
  protected Set<String> results() {
    return Set.of("booked", "refused");
  }

  @Override
  protected long sideEffects() {
    return bookings.get();
  }
}
