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
  private boolean ended;

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

  /** No round begins any more. Those under way end side by side, while they are waited for. */
  synchronized void end() {
    ended = true;
    begun = false;
  }

  /** Begins; a second time, or after the end, does nothing. */
  synchronized void begin() {
    if (!begun && !ended) {
      begun = true;
      waiting.forEach(Runnable::run);
    }
  }
}
