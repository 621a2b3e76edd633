package io.millrace.testkit;

import io.millrace.plugin.port.EventListener;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The contract, met by a listener that remembers the ids of events. */
class EventListenerContractTest extends EventListenerContract {
  private final Set<UUID> seen = ConcurrentHashMap.newKeySet();

  @Override
  protected EventListener listener() {
    return event -> seen.add(event.id());
  }

  @Override
  protected long effects() {
    return seen.size();
  }
}
