// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.packs;

import io.millrace.engine.InvalidStateException;
import io.millrace.rules.PolicyPack;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of loaded packs. The least recently used one leaves first; a pack that has left
 * is closed when the last decision on it has ended. A pack that several threads want is loaded by
 * the first of them. Thread-safe.
 */
final class LoadedPacks implements AutoCloseable {
  private final int limit;
  private final Map<PackKey, Held> packs = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  /**
   * @param limit how many packs stay, at least 1
   */
  LoadedPacks(int limit) {
    this.limit = limit;
  }

  /** A pack, how many use it, and whether it has left. The numbers are guarded by the owner. */
  private static final class Held {
    private final CompletableFuture<PolicyPack> pack = new CompletableFuture<>();
    private int users;
    private boolean left;
  }

  /** The right to use a pack until it is closed. Each is closed once. */
  final class Lease implements AutoCloseable {
    private final Held held;
    private final PolicyPack pack;

    private Lease(Held held) {
      this.held = held;
      this.pack = loaded(held);
    }

    PolicyPack pack() {
      return pack;
    }

    @Override
    public void close() {
      release(held);
    }
  }

  /** The right to use a pack that is there; null if it is not. */
  @Nullable Lease find(PackKey key) {
    Held held = enter(key);
    return held == null ? null : lease(key, held);
  }

  /** The right to use a pack; loads it if it is not there. The loader must not wait for threads. */
  Lease lease(PackKey key, Supplier<PolicyPack> loader) {
    Held fresh = new Held();
    List<Held> idle = new ArrayList<>();
    Held held;
    synchronized (this) {
      held = enter(key);
      if (held == null) {
        held = fresh;
        held.users++;
        packs.put(key, held);
        shrink(idle);
      }
    }
    close(idle);
    if (held == fresh) {
      load(held, loader);
    }
    return lease(key, held);
  }

  /** Lets the packs of a tenant leave, except for some. */
  void retain(String tenant, Set<PackKey> wanted) {
    List<Held> idle = new ArrayList<>();
    synchronized (this) {
      Iterator<Map.Entry<PackKey, Held>> all = packs.entrySet().iterator();
      while (all.hasNext()) {
        Map.Entry<PackKey, Held> entry = all.next();
        if (entry.getKey().tenant().equals(tenant) && !wanted.contains(entry.getKey())) {
          leave(entry.getValue(), idle);
          all.remove();
        }
      }
    }
    close(idle);
  }

  synchronized int size() {
    return packs.size();
  }

  private synchronized @Nullable Held enter(PackKey key) {
    if (closed) {
      throw new InvalidStateException(
          "millrace",
          "Expected this Millrace to be open, but it was closed.",
          "build a new one, or close it later");
    }
    Held held = packs.get(key);
    if (held != null) {
      held.users++;
    }
    return held;
  }

  private Lease lease(PackKey key, Held held) {
    try {
      return new Lease(held);
    } catch (RuntimeException | Error e) {
      synchronized (this) {
        packs.remove(key, held);
      }
      throw e;
    }
  }

  private static void load(Held held, Supplier<PolicyPack> loader) {
    try {
      held.pack.complete(loader.get());
    } catch (RuntimeException | Error e) {
      held.pack.completeExceptionally(e); // everybody who waits for it hears of it
    }
  }

  private static PolicyPack loaded(Held held) {
    try {
      return held.pack.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void shrink(List<Held> idle) {
    Iterator<Held> eldestFirst = packs.values().iterator();
    while (packs.size() > limit) {
      leave(eldestFirst.next(), idle);
      eldestFirst.remove();
    }
  }

  private static void leave(Held held, List<Held> idle) {
    held.left = true;
    if (held.users == 0) {
      idle.add(held);
    }
  }

  private void release(Held held) {
    boolean last;
    synchronized (this) {
      held.users--;
      last = held.left && held.users == 0;
    }
    if (last) {
      close(List.of(held));
    }
  }

  private static void close(List<Held> idle) {
    idle.forEach(held -> held.pack.thenAccept(PolicyPack::close));
  }

  @Override
  public void close() {
    List<Held> idle = new ArrayList<>();
    synchronized (this) {
      closed = true;
      packs.values().forEach(held -> leave(held, idle));
      packs.clear();
    }
    close(idle);
  }
}
