// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of tenants that had decisions lately: a bounded number, so that the many tenants of
 * a large host do not all stay in memory. Thread-safe.
 */
final class TenantIndex {
  private static final int LIMIT = 10_000;

  /** How many tenants one query asks for. */
  private static final int BATCH = 500;

  private final Map<String, TenantPacks> latest =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TenantPacks> eldest) {
          return size() > LIMIT;
        }
      };

  synchronized @Nullable TenantPacks find(String tenant) {
    return latest.get(tenant);
  }

  /** Takes on what is known, unless something later is known already; gives what is known then. */
  synchronized TenantPacks put(String tenant, TenantPacks packs) {
    TenantPacks known = latest.get(tenant);
    if (known != null && known.sequence() > packs.sequence()) {
      return known;
    }
    latest.put(tenant, packs);
    return packs;
  }

  /** Knows nothing of a tenant any more, until it is asked for. */
  synchronized void forget(String tenant) {
    latest.remove(tenant);
  }

  /** The tenants of which the store knows something later. */
  List<String> changed(PackStore store) {
    Map<String, Long> known = sequences();
    List<String> changed = new ArrayList<>();
    Set<String> batch = new TreeSet<>();
    for (String tenant : new TreeSet<>(known.keySet())) {
      batch.add(tenant);
      if (batch.size() == BATCH) {
        compare(store, batch, known, changed);
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      compare(store, batch, known, changed);
    }
    return changed;
  }

  private static void compare(
      PackStore store, Set<String> batch, Map<String, Long> known, List<String> changed) {
    store
        .lastSequences(batch)
        .forEach(
            (tenant, sequence) -> {
              if (sequence > known.getOrDefault(tenant, 0L)) {
                changed.add(tenant);
              }
            });
  }

  private synchronized Map<String, Long> sequences() {
    Map<String, Long> sequences = new HashMap<>();
    latest.forEach((tenant, packs) -> sequences.put(tenant, packs.sequence()));
    return sequences;
  }

  /** Visits the tenants that have packs. */
  void forEachWithPacks(BiConsumer<String, TenantPacks> visitor) {
    Map<String, TenantPacks> copy;
    synchronized (this) {
      copy = new LinkedHashMap<>(latest);
    }
    copy.forEach(
        (tenant, packs) -> {
          if (!packs.isEmpty()) {
            visitor.accept(tenant, packs);
          }
        });
  }
}
