// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import io.millrace.engine.internal.store.ActivationRow;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which packs of one tenant are in force around now, as the store said when it was asked last, and
 * which of them turned out not to load. Thread-safe.
 */
final class TenantPacks {
  private final long sequence;
  private final List<ActivationRow> latestFirst;
  private final Instant from;
  private final Instant until;
  private final Set<PackKey> broken = ConcurrentHashMap.newKeySet();

  /**
   * @param sequence of the tenant's last entry; 0 if there is none
   * @param latestFirst the entries, the last to take effect first
   * @param from before this instant the entries say nothing
   * @param until from this instant on the entries say nothing
   */
  TenantPacks(long sequence, List<ActivationRow> latestFirst, Instant from, Instant until) {
    this.sequence = sequence;
    this.latestFirst = List.copyOf(latestFirst);
    this.from = from;
    this.until = until;
  }

  long sequence() {
    return sequence;
  }

  boolean isEmpty() {
    return latestFirst.isEmpty();
  }

  boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(until);
  }

  /** What decides at an instant: the pack in force, or else the one before; null for the base. */
  @Nullable PackKey serving(Instant at) {
    for (ActivationRow row : latestFirst) {
      if (!row.effectiveFrom().isAfter(at)) {
        PackKey key = PackKey.of(row);
        if (key == null || !broken.contains(key)) {
          return key;
        }
      }
    }
    return null;
  }

  /** The packs that decide at an instant or later. */
  Set<PackKey> needed(Instant at) {
    Set<PackKey> needed = takingEffect(at, Instant.MAX);
    PackKey now = serving(at);
    if (now != null) {
      needed.add(now);
    }
    return needed;
  }

  /** The packs that take effect after an instant, until another. */
  Set<PackKey> takingEffect(Instant after, Instant last) {
    Set<PackKey> packs = new HashSet<>();
    for (ActivationRow row : latestFirst) {
      PackKey key = PackKey.of(row);
      boolean within = row.effectiveFrom().isAfter(after) && !row.effectiveFrom().isAfter(last);
      if (within && key != null && !broken.contains(key)) {
        packs.add(key);
      }
    }
    return packs;
  }

  /** Leaves a pack out that does not load; says whether that is news. */
  boolean leaveOut(PackKey key) {
    return broken.add(key);
  }
}
