// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.plugin.port.EventSink;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The contract, met by a sink that remembers the ids of events. */
class EventSinkContractTest extends EventSinkContract {
  private final Set<UUID> seen = ConcurrentHashMap.newKeySet();

  @Override
  protected EventSink sink() {
    return event -> seen.add(event.id());
  }

  @Override
  protected long effects() {
    return seen.size();
  }
}
