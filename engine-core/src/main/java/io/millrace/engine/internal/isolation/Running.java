// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.isolation;

import org.jspecify.annotations.Nullable;

/** One call under way. It comes to one end, and returns once, in either order. Thread-safe. */
public final class Running {
  private final Shield shield;
  private final Runnable whenReturned;
  private final long begun = System.nanoTime();
  private boolean ended;
  private boolean returned;
  private boolean stalled;

  Running(Shield shield, Runnable whenReturned) {
    this.shield = shield;
    this.whenReturned = whenReturned;
  }

  /** It gave what was wanted. */
  public void succeeded() {
    end(true, null, false);
  }

  /** It failed, or gave what is of no use. */
  public void failed(String reason) {
    end(false, reason, false);
  }

  /** It outlasted its time budget, and may still be under way. */
  public synchronized void late(String reason) {
    end(false, reason, true);
    stall();
  }

  /** Nobody waits for it any more, which is not its fault. */
  public synchronized void abandoned() {
    if (!ended) {
      ended = true;
      shield.dropped();
    }
    stall();
  }

  private void stall() {
    if (!returned && !stalled) {
      stalled = true;
      shield.stalled(1);
    }
  }

  private synchronized void end(boolean good, @Nullable String failure, boolean late) {
    if (!ended) {
      ended = true;
      shield.ended(good, failure, late, System.nanoTime() - begun);
    }
  }

  /** Its thread is free again. */
  public synchronized void returned() {
    if (returned) {
      return;
    }
    returned = true;
    if (stalled) {
      shield.stalled(-1);
    }
    shield.returned();
    whenReturned.run();
  }
}
