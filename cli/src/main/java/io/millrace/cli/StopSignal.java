// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an interrupt of the working thread, so that it can delete its work files, and
 * waits for it. Thread-safe.
 */
final class StopSignal {
  private static final long GRACE_SECONDS = 10;

  private final Thread worker;
  private final CountDownLatch ended = new CountDownLatch(1);

  private StopSignal(Thread worker) {
    this.worker = worker;
  }

  /** Listens to the end of the process on behalf of the calling thread. */
  static StopSignal forThisThread() {
    StopSignal signal = new StopSignal(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(new Thread(signal::stopAndWait, "millrace-stop"));
    return signal;
  }

  private void stopAndWait() {
    if (ended.getCount() == 0) {
      return;
    }
    worker.interrupt();
    try {
      ended.await(GRACE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work has ended, in whatever way. */
  void ended() {
    ended.countDown();
  }
}
