// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C end a replay between two windows. Not an interrupt: that would close the database's
 * file under its feet. Thread-safe.
 */
final class StopSignal {
  private static final long GRACE_SECONDS = 30;

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean asked;

  /** Listens to the end of the process, which then waits for the replay to end. */
  void listen() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndWait, "replay-stop"));
  }

  private void stopAndWait() {
    ask();
    try {
      ended.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Asks the replay to stop. */
  void ask() {
    asked = true;
  }

  boolean asked() {
    return asked;
  }

  /** The replay has ended, in whatever way. */
  void ended() {
    ended.countDown();
  }
}
