// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.isolation;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.millrace.engine.ContributionStatus;
import io.millrace.engine.Isolation;
import io.millrace.engine.internal.store.StorableText;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands between Millrace and one contribution of a plugin: counts its calls, bounds how many are
 * under way, gives each a time budget, and suspends it for a while when it keeps failing.
 * Thread-safe.
 */
public final class Shield {
  private static final int LONGEST_REASON = 1_000;
  private static final String INTERRUPTED = "the question was interrupted";
  private static final long WAIT_MILLIS = 20;

  private final String port;
  private final String name;
  private final String plugin;
  private final int atOnce;
  private final int mostStalled;
  private final int inARow;
  private final Executor threads;
  private final Function<Throwable, String> words;
  private final CircuitBreaker breaker;
  private final Semaphore free;
  private final AtomicLong calls = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong busyNanos = new AtomicLong();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger stalled = new AtomicInteger();
  private volatile @Nullable Failure last;

  private record Failure(String text, Instant at) {}

  Shield(
      String port,
      String name,
      String plugin,
      Isolation isolation,
      int mostStalled,
      boolean suspends,
      Executor threads,
      Function<Throwable, String> words) {
    this.port = port;
    this.name = name;
    this.plugin = plugin;
    this.atOnce = isolation.callsAtOnce();
    this.mostStalled = mostStalled;
    this.inARow = isolation.failuresInARow();
    this.threads = threads;
    this.words = words;
    this.breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(isolation.failuresInARow())
                .minimumNumberOfCalls(isolation.failuresInARow())
                .failureRateThreshold(100)
                .waitDurationInOpenState(isolation.pause())
                .permittedNumberOfCallsInHalfOpenState(1)
                .build());
    if (!suspends) {
      breaker.transitionToDisabledState();
    }
    this.free = new Semaphore(atOnce);
  }

  /** What the contribution is called. */
  public String name() {
    return name;
  }

  /**
   * Asks on another thread, and waits no longer than the budget. What it returns is made use of
   * within the question: an answer may be as hostile as a call.
   */
  public <T> Answer<T> ask(Duration budget, Callable<T> question) {
    long end = System.nanoTime() + budget.toNanos();
    String why = enter(end);
    if (why != null) {
      refused.incrementAndGet();
      return Answer.none(why, null);
    }
    Running call = begin(free::release);
    Question<T> asked = new Question<>(question, words, call);
    try {
      threads.execute(asked);
    } catch (RejectedExecutionException e) {
      return notAsked(call, "this Millrace is closed");
    } catch (OutOfMemoryError e) { // no further thread, as when others hang
      return notAsked(call, "no thread was free to ask it");
    }
    return await(asked, call, budget, end);
  }

  private <T> Answer<T> notAsked(Running call, String why) {
    call.returned();
    breaker.releasePermission();
    return Answer.none(why, null);
  }

  private <T> Answer<T> await(Question<T> asked, Running call, Duration budget, long end) {
    try {
      T value = asked.get(Math.max(0, end - System.nanoTime()));
      if (value == null) {
        return failed(call, "it gave no answer", null);
      }
      call.succeeded();
      return Answer.of(value);
    } catch (TimeoutException e) {
      asked.cutOff();
      String reason = "it took longer than " + budget.toMillis() + " ms";
      call.late(reason);
      return Answer.none(reason, null);
    } catch (ExecutionException e) {
      CarriedFailure carried = CarriedFailure.of(e);
      return carried.isUnusableAnswer()
          ? failed(
              call,
              StorableText.of("its answer cannot be used: " + carried.words(), LONGEST_REASON),
              null)
          : failed(
              call,
              StorableText.of("it failed: " + carried.words(), LONGEST_REASON),
              carried.copy());
    } catch (InterruptedException e) {
      asked.cutOff();
      call.abandoned();
      Thread.currentThread().interrupt();
      return Answer.none(INTERRUPTED, null);
    }
  }

  private <T> Answer<T> failed(Running call, String reason, @Nullable LoggedFailure cause) {
    call.failed(reason);
    return Answer.none(reason, cause);
  }

  /** Waits for its turn; gives the reason if it does not come. */
  private @Nullable String enter(long end) {
    if (!breaker.tryAcquirePermission()) {
      // what it failed with may be another tenant's: it is for the log and the status alone
      return "it is suspended, since it failed " + inARow + " times in a row";
    }
    if (takesTurn(end)) {
      return null;
    }
    breaker.releasePermission();
    if (Thread.currentThread().isInterrupted()) {
      return INTERRUPTED;
    }
    if (atOnce == 1) {
      return "it is still at work on an earlier call";
    }
    return "all of the "
        + atOnce
        + " calls that it may have at once are under way, and "
        + stalled.get()
        + " of them were cut off without returning";
  }

  private boolean takesTurn(long end) {
    try {
      while (!free.tryAcquire(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        if (stalled.get() >= atOnce || System.nanoTime() - end >= 0) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * How many calls others may make now: none while it is suspended or hangs too often, one that
   * tries whether it is back, and else as many as they want.
   */
  public int room(int wanted) {
    if (stalled.get() >= mostStalled || !breaker.tryAcquirePermission()) {
      return 0;
    }
    breaker.releasePermission();
    boolean probing = breaker.getState() == CircuitBreaker.State.HALF_OPEN;
    return probing ? (running.get() > stalled.get() ? 0 : 1) : wanted;
  }

  /** A call that others make and watch begins. */
  public Running begin() {
    return begin(() -> {});
  }

  private Running begin(Runnable whenReturned) {
    calls.incrementAndGet();
    running.incrementAndGet();
    return new Running(this, whenReturned);
  }

  void ended(boolean good, @Nullable String failure, boolean wasLate, long nanos) {
    busyNanos.addAndGet(nanos);
    if (good) {
      breaker.onSuccess(0, TimeUnit.NANOSECONDS);
      return;
    }
    failures.incrementAndGet();
    if (wasLate) {
      late.incrementAndGet();
    }
    last = new Failure(String.valueOf(failure), Instant.now());
    breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException(failure));
  }

  void dropped() {
    breaker.releasePermission();
  }

  void stalled(int by) {
    stalled.addAndGet(by);
  }

  void returned() {
    running.decrementAndGet();
  }

  /** How it does. */
  public ContributionStatus status() {
    Failure failure = last;
    return new ContributionStatus(
        port,
        name,
        plugin,
        state(),
        calls.get(),
        failures.get(),
        late.get(),
        refused.get(),
        running.get(),
        stalled.get(),
        Duration.ofNanos(busyNanos.get()),
        failure == null ? null : failure.text(),
        failure == null ? null : failure.at());
  }

  private ContributionStatus.State state() {
    if (stalled.get() >= mostStalled) {
      return ContributionStatus.State.STALLED;
    }
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> ContributionStatus.State.SUSPENDED;
      case HALF_OPEN -> ContributionStatus.State.PROBING;
      default -> ContributionStatus.State.AVAILABLE;
    };
  }
}
