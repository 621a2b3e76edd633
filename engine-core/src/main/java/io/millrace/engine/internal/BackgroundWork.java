// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether this node does what nobody calls it for: automated steps, timers, event sinks, late
 * facts, housekeeping. Not at first, and then until it is closed. Thread-safe.
 */
final class BackgroundWork {
  private final List<Runnable> waiting = new ArrayList<>();
  private volatile boolean begun;

  boolean hasBegun() {
    return begun;
  }

  /** Has somebody run once it begins, on the thread that begins it; while things are wired. */
  void whenBegun(Runnable one) {
    waiting.add(one);
  }

  /** A round that does nothing before that. */
  Worker.Round gated(Worker.Round round) {
    return () -> hasBegun() && round.run();
  }

  /** Begins; a second time does nothing. */
  synchronized void begin() {
    if (!begun) {
      begun = true;
      waiting.forEach(Runnable::run);
    }
  }
}
