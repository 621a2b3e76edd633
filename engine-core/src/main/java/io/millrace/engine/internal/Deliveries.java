// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.isolation.Shield;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.plugin.port.EventSink;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** The drainers of this Millrace: one for each sink that a plugin brought. Thread-safe. */
final class Deliveries implements AutoCloseable {
  private final Map<String, OutboxDrainer> drainers = new LinkedHashMap<>();

  /**
   * @param shields who watches the calls of a sink
   * @param transactions runs statements in a transaction each
   * @param background when to deliver
   */
  Deliveries(
      Map<String, EventSink> sinks,
      SinkSettings settings,
      BiFunction<String, EventSink, Shield> shields,
      Consumer<Consumer<StoreMapper>> transactions,
      BackgroundWork background) {
    sinks.forEach(
        (name, sink) ->
            drainers.put(
                name,
                new OutboxDrainer(
                    name, sink, settings, shields.apply(name, sink), transactions, background)));
  }

  /** The sinks by name. */
  Set<String> sinks() {
    return Collections.unmodifiableSet(drainers.keySet());
  }

  /** Whether a sink has not come back from a call that was cut off. */
  boolean isStalled(String sink) {
    OutboxDrainer drainer = drainers.get(sink);
    return drainer != null && drainer.isStalled();
  }

  /** Looks for events at once. */
  void wake() {
    drainers.values().forEach(OutboxDrainer::wake);
  }

  /** Tells all of them first, so that several sinks that hang take no longer than one. */
  @Override
  public void close() {
    drainers.values().forEach(OutboxDrainer::stop);
    drainers.values().forEach(OutboxDrainer::close);
  }
}
