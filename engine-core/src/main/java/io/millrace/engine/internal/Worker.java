// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does rounds of work: at once when it is woken, and now and then by itself, so that
 * nothing stays undone when another process left it. Thread-safe.
 */
public final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final long JOIN_MILLIS = 10_000;

  private static final int TELL_EVERY = 60;

  private final Semaphore wakes = new Semaphore(0);
  private final Thread thread;
  private final String name;
  private final long pauseMillis;
  private int failures; // of the thread alone
  private volatile boolean closed;

  /** One round of work. */
  @FunctionalInterface
  public interface Round {
    /** Does what there is to do; says whether there may be more at once. */
    boolean run();
  }

  /**
   * @param name the thread's name
   * @param pauseMillis how long to wait, in milliseconds, when nobody wakes it
   * @param round what to do; its exceptions are logged, and the next round comes after the pause
   */
  public Worker(String name, long pauseMillis, Round round) {
    this.name = name;
    this.pauseMillis = pauseMillis;
    this.thread = Threads.daemon(() -> loop(round), name);
    this.thread.start();
  }

  /** Starts the next round at once. */
  public void wake() {
    if (wakes.availablePermits() == 0) {
      wakes.release();
    }
  }

  private void loop(Round round) {
    while (!closed) {
      try {
        boolean mayBeMore = round.run();
        succeeded();
        if (!mayBeMore) {
          await();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        if (!closed) {
          failed(e);
          pause();
        }
      }
    }
  }

  private void succeeded() {
    if (failures > 0) {
      LOG.info("A round of '{}' succeeded again, after {} failures.", name, failures);
      failures = 0;
    }
  }

  /** A database that is down for long must not fill the log. */
  private void failed(Throwable failure) {
    failures++;
    if (failures == 1) {
      LOG.error("A round of '{}' failed; the next one follows.", name, failure);
    } else if (failures % TELL_EVERY == 0) {
      LOG.error("{} rounds of '{}' failed in a row: {}", failures, name, failure.toString());
    }
  }

  private void await() throws InterruptedException {
    if (wakes.tryAcquire(pauseMillis, TimeUnit.MILLISECONDS)) {
      wakes.drainPermits();
    }
  }

  private void pause() {
    try {
      await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
