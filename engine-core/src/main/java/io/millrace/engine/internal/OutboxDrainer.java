// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.isolation.Shield;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.plugin.port.EventSink;
import java.util.function.Consumer;

/**
 * Delivers committed events to one sink, in rounds of one transaction each. Any node may do so:
 * what one has locked, the others skip.
 */
final class OutboxDrainer implements AutoCloseable {
  private static final long PAUSE_MILLIS = 1_000;

  private final Consumer<Consumer<StoreMapper>> transactions;
  private final SinkLine line;
  private final Delivery delivery;
  private final Worker worker;

  OutboxDrainer(
      String name,
      EventSink sink,
      SinkSettings settings,
      Shield shield,
      Consumer<Consumer<StoreMapper>> transactions,
      BackgroundWork background) {
    this.transactions = transactions;
    this.line = new SinkLine(name, sink, settings.budget(), this::wake, shield);
    this.delivery = new Delivery(name, line, settings);
    this.worker =
        new Worker("millrace-outbox-" + name, PAUSE_MILLIS, background.gated(this::round));
  }

  void wake() {
    worker.wake();
  }

  boolean isStalled() {
    return line.isStalled();
  }

  private boolean round() {
    if (!line.isOpen()) {
      return false;
    }
    boolean[] more = {false};
    transactions.accept(store -> more[0] = new OutboxRound(store, delivery).run());
    return more[0];
  }

  /** Ends calls of the sink soon; {@link #close} waits until the last round is over. */
  void stop() {
    line.close();
  }

  @Override
  public void close() {
    line.close();
    worker.close();
    line.awaitEnd();
  }
}
