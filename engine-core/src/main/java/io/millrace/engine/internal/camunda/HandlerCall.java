// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.internal.FailureText;
import io.millrace.engine.internal.isolation.CarriedFailure;
import io.millrace.plugin.port.StepHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One call of a handler, on a thread of its own, that can be given up: then the thread is
 * interrupted, and what it still comes to is of no interest. Thread-safe.
 */
final class HandlerCall implements Runnable {
  private static final String CLOSED = "the node that did it closed: another one goes on";

  private final StepHandler handler;
  private final StepHandler.Task task;
  private final Runnable stuck;
  private final Runnable unstuck;
  private final Runnable returned;
  private final CompletableFuture<StepHandler.@Nullable Completion> outcome =
      new CompletableFuture<>();
  private @Nullable Thread thread;
  private boolean ended;
  private boolean givenUp;

  /**
   * @param stuck is run when the call is given up before it has ended
   * @param unstuck is run when such a call ends after all
   * @param returned is run when its thread is free again, or it never had one
   */
  HandlerCall(
      StepHandler handler,
      StepHandler.Task task,
      Runnable stuck,
      Runnable unstuck,
      Runnable returned) {
    this.handler = handler;
    this.task = task;
    this.stuck = stuck;
    this.unstuck = unstuck;
    this.returned = returned;
  }

  /** A call never began, or was given up from outside; the message says why. */
  static final class StoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    StoppedException(String message) {
      super(message);
    }
  }

  /**
   * Runs the call on another thread and waits for it, no longer than the budget.
   *
   * @throws TimeoutException if it takes longer; it is given up then
   * @throws ExecutionException with what the handler threw
   * @throws StoppedException if it never began, or was stopped
   */
  StepHandler.@Nullable Completion await(Executor threads, Duration budget)
      throws TimeoutException, ExecutionException, StoppedException, InterruptedException {
    try {
      threads.execute(this);
    } catch (RejectedExecutionException e) { // the threads end with their node
      returned.run();
      throw new StoppedException(CLOSED);
    } catch (OutOfMemoryError e) {
      returned.run();
      throw new StoppedException("no thread was free to call it: " + e.getMessage());
    }
    try {
      return outcome.get(budget.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StoppedException stopped) {
        throw stopped;
      }
      throw e;
    } catch (TimeoutException | InterruptedException e) {
      giveUp(e);
      throw e;
    }
  }

  /** Ends the waiting now. */
  void stop() {
    giveUp(new StoppedException(CLOSED));
  }

  @Override
  public void run() {
    if (!begin()) {
      returned.run();
      return;
    }
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try {
      outcome.complete(handler.handle(task));
    } catch (Throwable e) { // an Error of a handler must not leave its step locked
      outcome.completeExceptionally(
          new CarriedFailure(e, FailureText.of(e, HandlerWork.LONGEST_FAILURE)));
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
      end();
      returned.run();
    }
  }

  private synchronized boolean begin() {
    thread = Thread.currentThread();
    return !ended && !givenUp;
  }

  private synchronized void end() {
    ended = true;
    Thread.interrupted(); // an interrupt that came late is not for the next call
    if (givenUp) {
      unstuck.run();
    }
  }

  private synchronized void giveUp(Exception why) {
    if (ended || givenUp) {
      return;
    }
    givenUp = true;
    outcome.completeExceptionally(why);
    if (thread == null) {
      ended = true; // it never begins
      return;
    }
    stuck.run();
    thread.interrupt();
  }
}
