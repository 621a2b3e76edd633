// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.isolation.CarriedFailure;
import io.millrace.engine.internal.isolation.Running;
import io.millrace.engine.internal.isolation.Shield;
import io.millrace.event.Event;
import io.millrace.plugin.port.EventSink;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one sink: calls it on a thread of its own, one call at a time, and waits no longer
 * than the budget. A call that is cut off is interrupted; while it still has not returned, the line
 * is stalled and takes no further call. Thread-safe.
 */
final class SinkLine implements AutoCloseable {
  /** What is known of a failure of which nothing can be copied, as when memory is short. */
  private static final CarriedFailure UNTOLD =
      new CarriedFailure(
          new IllegalStateException("the sink's failure cannot be told"),
          "It failed in a way that cannot be told.");

  private static final Logger LOG = LoggerFactory.getLogger(SinkLine.class);
  private static final int LONGEST_FAILURE = 1_000;
  private static final long KEEP_ALIVE_SECONDS = 60;
  private static final Duration LONGEST_BUDGET = Duration.ofDays(1);

  /** How long a call that is under way may go on while everything closes. */
  private static final Duration LAST_CALL = Duration.ofSeconds(2);

  private final String name;
  private final EventSink sink;
  private final Duration budget;
  private final Runnable whenBack;
  private final Shield shield;
  private final ExecutorService thread;
  private @Nullable Call running;
  private boolean closing;
  private long closesAt;

  /**
   * @param whenBack is run when a call has returned that was cut off
   * @param shield watches the calls
   */
  SinkLine(String name, EventSink sink, Duration budget, Runnable whenBack, Shield shield) {
    this.name = name;
    this.sink = sink;
    this.budget = budget.compareTo(LONGEST_BUDGET) > 0 ? LONGEST_BUDGET : budget;
    this.whenBack = whenBack;
    this.shield = shield;
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            KEEP_ALIVE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> Threads.daemon(work, "millrace-sink-" + name));
    pool.allowCoreThreadTimeOut(true);
    this.thread = pool;
  }

  /** What became of a call. */
  enum Answer {
    TAKEN,
    REFUSED,
    CUT_OFF,
    /** Not called, or cut off because everything closes: that is not the event's fault. */
    CLOSED
  }

  /**
   * @param failure what a sink threw that refused the event
   */
  record Outcome(Answer answer, @Nullable CarriedFailure failure) {}

  /** Whether a call that was cut off has yet to return. */
  synchronized boolean isStalled() {
    return running != null && running.abandoned;
  }

  /** Whether the sink can be called. */
  synchronized boolean isOpen() {
    return running == null && !closing;
  }

  /** Gives the sink an event. Only the one drainer of the sink calls this. */
  synchronized Outcome take(Event event) throws InterruptedException {
    if (closing || running != null) {
      return new Outcome(Answer.CLOSED, null);
    }
    Call call = new Call(event, shield.begin());
    long end = System.nanoTime() + budget.toNanos();
    thread.execute(call);
    running = call;
    while (running == call) {
      long left = (closing && closesAt - end < 0 ? closesAt : end) - System.nanoTime();
      if (left <= 0) {
        return cutOff(call);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    CarriedFailure failure = call.failure;
    if (failure == null) {
      call.watched.succeeded();
      return new Outcome(Answer.TAKEN, null);
    }
    call.watched.failed(failure.words());
    return new Outcome(Answer.REFUSED, failure);
  }

  private Outcome cutOff(Call call) {
    call.abandoned = true;
    if (call.on != null) {
      call.on.interrupt();
    }
    if (closing) {
      call.watched.abandoned();
      return new Outcome(Answer.CLOSED, null);
    }
    call.watched.late("it took longer than " + budget.toMillis() + " ms");
    LOG.warn(
        "Event sink '{}' took longer than {} ms for event {} and was interrupted. It is not called"
            + " again before it returns.",
        name,
        budget.toMillis(),
        call.event.id());
    return new Outcome(Answer.CUT_OFF, null);
  }

  private synchronized void begun(Call call) {
    call.on = Thread.currentThread();
    if (call.abandoned) {
      call.on.interrupt();
    }
  }

  private synchronized void returned(Call call) {
    call.on = null;
    Thread.interrupted(); // an interrupt that came too late must not meet the next call
    running = null;
    notifyAll();
  }

  /** One call of the sink. */
  private final class Call implements Runnable {
    private final Event event;
    private final Running watched;
    private @Nullable Thread on;
    private @Nullable CarriedFailure failure = UNTOLD; // until the sink has taken it
    private boolean abandoned;

    Call(Event event, Running watched) {
      this.event = event;
      this.watched = watched;
    }

    @Override
    public void run() {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      begun(this);
      try {
        sink.take(event);
        failure = null;
      } catch (Throwable e) { // a sink's assertion must not end all deliveries
        failure = new CarriedFailure(e, FailureText.of(e, LONGEST_FAILURE));
      } finally {
        Thread.currentThread().setContextClassLoader(loader);
        returned(this);
        watched.returned();
      }
      if (abandoned) {
        LOG.info("Event sink '{}' has returned from event {}.", name, event.id());
        whenBack.run();
      }
    }
  }

  /** Waits until its thread is gone, unless a call keeps it; after {@link #close}. */
  void awaitEnd() {
    if (isStalled()) {
      return;
    }
    try {
      thread.awaitTermination(LAST_CALL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets a call that is under way go on for a moment, and takes no further one. */
  @Override
  public synchronized void close() {
    closing = true;
    closesAt = System.nanoTime() + LAST_CALL.toNanos();
    notifyAll();
    thread.shutdown();
  }
}
