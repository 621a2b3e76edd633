// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a bounded number of idle sessions. A thread looks first where it left one, so that taking
 * and giving back is one atomic exchange each. Takers are never refused: when none is idle, a new
 * session is made, and what does not fit on return is closed. Thread-safe.
 */
final class SessionPool implements AutoCloseable {
  private final Supplier<RuleSession> factory;
  private final AtomicReferenceArray<@Nullable RuleSession> idle;
  private final int mask;
  private volatile boolean closed;

  SessionPool(Supplier<RuleSession> factory, int capacity) {
    this.factory = factory;
    int size = Integer.highestOneBit(Math.max(1, capacity - 1) * 2);
    idle = new AtomicReferenceArray<>(size);
    mask = size - 1;
  }

  RuleSession take() {
    int home = home();
    for (int i = 0; i <= mask; i++) {
      int place = (home + i) & mask;
      if (idle.get(place) != null) {
        RuleSession session = idle.getAndSet(place, null);
        if (session != null) {
          return session;
        }
      }
    }
    return factory.get();
  }

  void giveBack(RuleSession session) {
    int home = home();
    for (int i = 0; i <= mask && !closed; i++) {
      if (idle.compareAndSet((home + i) & mask, null, session)) {
        if (closed) {
          close();
        }
        return;
      }
    }
    session.close();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    for (int place = 0; place <= mask; place++) {
      RuleSession session = idle.getAndSet(place, null);
      if (session != null) {
        session.close();
      }
    }
  }

  private int home() {
    return (int) Thread.currentThread().getId() & mask;
  }
}
