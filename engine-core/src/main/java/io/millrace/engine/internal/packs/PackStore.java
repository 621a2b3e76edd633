// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import io.millrace.engine.ConflictException;
import io.millrace.engine.internal.store.ActivationRow;
import io.millrace.engine.internal.store.LastActivation;
import io.millrace.engine.internal.store.PackContent;
import io.millrace.engine.internal.store.PackRow;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The stored packs of all tenants; each call speaks of one of them. Thread-safe. */
public final class PackStore {
  /** How far a pack that does not load is replaced by earlier ones. */
  private static final int PAST = 10;

  /** How many coming changes are kept in memory; later ones are read when they come near. */
  private static final int COMING = 100;

  private final PackTransactions transactions;

  /**
   * @param transactions run the statements
   */
  public PackStore(PackTransactions transactions) {
    this.transactions = transactions;
  }

  /** What a tenant has under an id and a version. */
  public Optional<PackRow> find(String tenant, String id, String version) {
    return transactions.run(
        tables -> Optional.ofNullable(tables.read().findPack(tenant, id, version)));
  }

  /** What a tenant has with this content. */
  public Optional<PackRow> findByDigest(String tenant, String digest) {
    return transactions.run(
        tables -> Optional.ofNullable(tables.read().findPackByDigest(tenant, digest)));
  }

  /** Stores a pack, or leaves it if it is there; gives what is stored. */
  public PackRow add(PackRow pack, byte[] zip) {
    return transactions.run(
        tables -> {
          PackRow stored = tables.read().findPack(pack.tenant(), pack.id(), pack.version());
          if (stored == null) {
            tables.write().accept(store -> store.insertPack(pack, zip));
            return pack;
          }
          if (stored.digest().equals(pack.digest())) {
            return stored;
          }
          String name = pack.id() + " " + pack.version();
          throw new ConflictException(
              name,
              "Expected pack '"
                  + name
                  + "' to hold what it held when it was first added, but its content differs.",
              "give it a new version in its pack.yaml");
        });
  }

  /**
   * The files of a stored pack.
   *
   * @throws PackLoadException if they are damaged
   */
  public PackSource source(PackKey key) {
    PackContent content =
        transactions.run(
            tables -> tables.read().findContent(key.tenant(), key.id(), key.version()));
    String name = key.id() + "-" + key.version() + ".zip";
    if (content == null) {
      throw damaged(name, "it is gone");
    }
    PackSource source = PackSource.ofZip(name, content.zip());
    if (!source.digest().equals(key.digest())) {
      throw damaged(name, "its content has changed");
    }
    return source;
  }

  private static PackLoadException damaged(String name, String why) {
    PackProblem problem =
        new PackProblem(
            name,
            0,
            "Expected the pack in table MR_PACK as it was added, but " + why + ".",
            "restore the table from a backup, or add the pack again under a new version");
    return new PackLoadException("the stored pack '" + name + "'", List.of(problem));
  }

  /** A page of a tenant's packs, newest first. */
  public List<PackRow> packs(String tenant, int offset, int limit) {
    return transactions.run(tables -> tables.read().packs(tenant, offset, limit));
  }

  /** How many packs a tenant has. */
  public long countPacks(String tenant) {
    return transactions.run(tables -> tables.read().countPacks(tenant));
  }

  /** What is in force around an instant. */
  TenantPacks around(String tenant, Instant at) {
    return transactions.run(
        tables -> {
          List<LastActivation> last = tables.read().lastActivations(Set.of(tenant));
          if (last.isEmpty()) {
            return new TenantPacks(0, List.of(), Instant.MIN, Instant.MAX);
          }
          List<ActivationRow> past = tables.read().activationsUntil(tenant, at, PAST);
          List<ActivationRow> coming = tables.read().activationsAfter(tenant, at, COMING);
          Instant from = past.size() < PAST ? Instant.MIN : past.get(PAST - 1).effectiveFrom();
          Instant until =
              coming.size() < COMING ? Instant.MAX : coming.get(COMING - 1).effectiveFrom();
          List<ActivationRow> latestFirst = new ArrayList<>(coming);
          Collections.reverse(latestFirst);
          latestFirst.addAll(past);
          return new TenantPacks(last.get(0).sequence(), latestFirst, from, until);
        });
  }

  /** The sequence of each tenant's last entry; tenants without one are left out. */
  Map<String, Long> lastSequences(Set<String> tenants) {
    Map<String, Long> sequences = new HashMap<>();
    transactions
        .run(tables -> tables.read().lastActivations(tenants))
        .forEach(last -> sequences.put(last.tenant(), last.sequence()));
    return sequences;
  }
}
