// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import io.millrace.engine.EngineException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What tenants that had work lately have in force of their own, as the store said when it was asked
 * last. A bounded number of tenants is known, so that those of a large host do not all stay in
 * memory. Thread-safe.
 */
public final class TenantStreams {
  private static final Logger LOG = LoggerFactory.getLogger(TenantStreams.class);
  private static final int LIMIT = 10_000;

  /** How many tenants one query asks for. */
  private static final int BATCH = 500;

  private final StreamStore store;
  private final Map<String, StreamsInForce> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StreamsInForce> eldest) {
          return size() > LIMIT;
        }
      };

  /**
   * @param store is asked for tenants that are not known
   */
  public TenantStreams(StreamStore store) {
    this.store = store;
  }

  /** What a tenant has in force; the store is asked if the tenant is not known. */
  public StreamsInForce of(String tenant) {
    synchronized (known) {
      StreamsInForce found = known.get(tenant);
      if (found != null) {
        return found;
      }
    }
    return refresh(tenant); // never while others wait: it may take a connection
  }

  /** Takes on what the store says now, unless something later is known already. */
  public StreamsInForce refresh(String tenant) {
    StreamsInForce fresh = store.inForce(tenant);
    synchronized (known) {
      StreamsInForce before = known.get(tenant);
      if (before != null && before.sequence() > fresh.sequence()) {
        return before;
      }
      known.put(tenant, fresh);
      return fresh;
    }
  }

  /**
   * Takes on a change that is committed. If the database cannot be read now, the next use reads it:
   * who made the change must not be told that it failed.
   */
  public void changed(String tenant) {
    try {
      refresh(tenant);
    } catch (EngineException e) {
      synchronized (known) {
        known.remove(tenant);
      }
      LOG.warn("The streams of tenant '{}' changed, but could not be read again yet.", tenant, e);
    }
  }

  /** One look at what other nodes did. */
  public void poll() {
    Map<String, Long> sequences = new LinkedHashMap<>();
    synchronized (known) {
      known.forEach((tenant, streams) -> sequences.put(tenant, streams.sequence()));
    }
    List<String> tenants = new ArrayList<>(sequences.keySet());
    for (int from = 0; from < tenants.size(); from += BATCH) {
      Set<String> batch =
          new HashSet<>(tenants.subList(from, Math.min(from + BATCH, tenants.size())));
      store
          .lastSequences(batch)
          .forEach(
              (tenant, last) -> {
                if (last > sequences.getOrDefault(tenant, 0L)) {
                  refresh(tenant);
                }
              });
    }
  }
}
