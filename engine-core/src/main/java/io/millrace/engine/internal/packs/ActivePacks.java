// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import io.millrace.engine.EngineException;
import io.millrace.engine.internal.packs.LoadedPacks.Lease;
import io.millrace.engine.internal.store.PackRow;
import io.millrace.model.Decision;
import io.millrace.model.PackRef;
import io.millrace.rules.Explanation;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pack that decides for each tenant: the base that all share, or the base with the tenant's
 * layer that is in force. Thread-safe.
 */
public final class ActivePacks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ActivePacks.class);
  private static final int KEPT_FOR_EXPLANATIONS = 4;

  /** How long before it takes effect a planned pack is loaded. */
  private static final Duration SOON = Duration.ofMinutes(1);

  private final PolicyPack base;
  private final PackAssembler assembler;
  private final PackStore store;
  private final Clock clock;
  private final TenantIndex tenants = new TenantIndex();
  private final LoadedPacks serving;
  private final LoadedPacks aside = new LoadedPacks(KEPT_FOR_EXPLANATIONS);
  private final Set<PackKey> beingActivated = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param base what all tenants share; closed by whoever made it
   * @param assembler puts a tenant's layer on top of it
   * @param loaded how many packs of tenants stay loaded at most
   */
  public ActivePacks(
      PolicyPack base, PackAssembler assembler, PackStore store, Clock clock, int loaded) {
    this.base = base;
    this.assembler = assembler;
    this.store = store;
    this.clock = clock;
    this.serving = new LoadedPacks(loaded);
  }

  /** What all tenants share. */
  public PackRef base() {
    return base.ref();
  }

  /** Uses the pack that decides for a tenant now; it stays open until the work ends. */
  public <T> T use(String tenant, Function<PolicyPack, T> work) {
    Instant now = clock.instant();
    Lease lease = inForce(around(tenant, now), now);
    if (lease == null) {
      return work.apply(base);
    }
    try (lease) {
      return work.apply(lease.pack());
    }
  }

  /** Loads what decides for a tenant now, so that a transaction need not wait for it. */
  public void prepare(String tenant) {
    use(tenant, PolicyPack::ref);
  }

  /** The pack of the tenant that decides now; empty for the base alone. */
  public Optional<PackKey> findServing(String tenant) {
    prepare(tenant);
    Instant now = clock.instant();
    return Optional.ofNullable(around(tenant, now).serving(now));
  }

  /**
   * Loads a pack that is to take effect, and keeps it loaded while that is seen to.
   *
   * @param work tries the pack, and lets it take effect
   * @throws PackLoadException if it does not load
   */
  public <T> T whileLoaded(PackKey key, BiFunction<PackSource, PolicyPack, T> work) {
    PackSource source = store.source(key);
    beingActivated.add(key);
    try (Lease lease = serving.lease(key, () -> assembler.assemble(source))) {
      return work.apply(source, lease.pack());
    } finally {
      beingActivated.remove(key);
      TenantPacks known = tenants.find(key.tenant());
      if (known == null) {
        serving.retain(key.tenant(), Set.of());
      } else {
        trim(key.tenant(), known);
      }
    }
  }

  /** Takes on what the store says now. What is to decide is loaded first, then swapped in. */
  public void refresh(String tenant) {
    Instant now = clock.instant();
    TenantPacks fresh = store.around(tenant, now);
    Lease loaded = inForce(fresh, now);
    if (loaded != null) {
      loaded.close();
    }
    trim(tenant, tenants.put(tenant, fresh));
  }

  /**
   * Takes on a change that is committed. If the database cannot be read now, the next use reads it:
   * who made the change must not be told that it failed.
   */
  public void changed(String tenant) {
    try {
      refresh(tenant);
    } catch (EngineException e) {
      tenants.forget(tenant);
      LOG.warn("The packs of tenant '{}' changed, but could not be read again yet.", tenant, e);
    }
  }

  /** Why a decision came out as it did, by the very pack that took it, if that can be loaded. */
  public Explanation explain(String tenant, Decision decision) {
    PackRef taken = decision.pack();
    if (taken.equals(base.ref())) {
      return base.explain(decision);
    }
    Optional<PackRow> stored = store.find(tenant, taken.id(), taken.version());
    if (stored.isPresent()) {
      try (Lease lease = forExplanation(PackKey.of(stored.get()))) {
        if (taken.equals(lease.pack().ref())) {
          return lease.pack().explain(decision);
        }
      } catch (PackLoadException e) {
        LOG.warn("Pack '{}' of tenant '{}' cannot explain any more.", taken, tenant, e);
      }
    }
    return new Explanation(decision, List.of());
  }

  /** One look at what other nodes did and at what takes effect soon. */
  public void poll() {
    for (String tenant : tenants.changed(store)) {
      refresh(tenant);
    }
    Instant now = clock.instant();
    tenants.forEachWithPacks(
        (tenant, packs) -> {
          packs.takingEffect(now, now.plus(SOON)).forEach(key -> preload(packs, key));
          trim(tenant, packs);
        });
  }

  private void preload(TenantPacks packs, PackKey key) {
    Lease lease = tryLease(packs, key);
    if (lease != null) {
      lease.close();
    }
  }

  private TenantPacks around(String tenant, Instant at) {
    TenantPacks known = tenants.find(tenant);
    return known != null && known.covers(at)
        ? known
        : tenants.put(tenant, store.around(tenant, at));
  }

  private void trim(String tenant, TenantPacks packs) {
    Set<PackKey> needed = packs.needed(clock.instant());
    needed.addAll(beingActivated);
    serving.retain(tenant, needed);
  }

  private Lease forExplanation(PackKey key) {
    Lease active = serving.find(key);
    return active != null ? active : load(aside, key);
  }

  /** The right to use what decides at an instant; null for the base. */
  private @Nullable Lease inForce(TenantPacks packs, Instant at) {
    for (PackKey key = packs.serving(at); key != null; key = packs.serving(at)) {
      Lease lease = tryLease(packs, key);
      if (lease != null) {
        return lease;
      }
    }
    return null;
  }

  /** The right to use a pack; null if it does not load, and is left out from now on. */
  private @Nullable Lease tryLease(TenantPacks packs, PackKey key) {
    Lease lease = serving.find(key);
    if (lease != null) {
      return lease;
    }
    try {
      return load(serving, key);
    } catch (EngineException e) { // the database's fault, not the pack's
      throw e;
    } catch (RuntimeException | LinkageError e) {
      if (closed) {
        throw e;
      }
      if (packs.leaveOut(key)) {
        LOG.error(
            "Pack '{}' of tenant '{}' does not load; what was in force before decides.",
            key.ref(),
            key.tenant(),
            e);
      }
      return null;
    }
  }

  /** Reads first: whoever waits for another thread's loading must not keep it from a connection. */
  private Lease load(LoadedPacks into, PackKey key) {
    Lease lease = into.find(key);
    if (lease != null) {
      return lease;
    }
    PackSource source = store.source(key);
    return into.lease(key, () -> assembler.assemble(source));
  }

  @Override
  public void close() {
    closed = true;
    serving.close();
    aside.close();
  }
}
