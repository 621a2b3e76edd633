package io.millrace.engine.internal.access;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of a port on another thread. What it throws is its result; who awaits it in vain
 * interrupts it. Thread-safe.
 */
final class PortCall<T> implements Runnable {
  private final Supplier<@Nullable T> port;
  private final Runnable afterwards;
  private final CompletableFuture<@Nullable T> result = new CompletableFuture<>();

  /** Who calls the port; null before and afterwards, so that nobody else is interrupted. */
  private @Nullable Thread worker;

  /**
   * @param afterwards runs once the port has really returned, also if nobody waits any more
   */
  PortCall(Supplier<@Nullable T> port, Runnable afterwards) {
    this.port = port;
    this.afterwards = afterwards;
  }

  @Override
  public void run() {
    try {
      if (begin()) {
        result.complete(port.get());
      }
    } catch (Throwable e) { // whatever it is: the caller hears of it
      result.completeExceptionally(e);
    } finally {
      end();
      afterwards.run();
    }
  }

  private synchronized boolean begin() {
    if (result.isDone()) {
      return false; // nobody waits any more
    }
    worker = Thread.currentThread();
    return true;
  }

  private synchronized void end() {
    worker = null;
    Thread.interrupted(); // the thread goes on to serve others
  }

  /** The result within a time, in nanoseconds. */
  @Nullable T await(long nanos) throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return result.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | InterruptedException e) {
      giveUp();
      throw e;
    }
  }

  private synchronized void giveUp() {
    result.cancel(false);
    if (worker != null) {
      worker.interrupt();
    }
  }
}
