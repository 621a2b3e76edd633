// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.isolation;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One question on a thread of its own, which is interrupted when nobody waits any more. */
final class Question<T> implements Runnable {
  private final Callable<T> question;
  private final Function<Throwable, String> words;
  private final Running call;
  private final CompletableFuture<@Nullable T> answer = new CompletableFuture<>();
  private @Nullable Thread thread;
  private boolean cutOff;

  Question(Callable<T> question, Function<Throwable, String> words, Running call) {
    this.question = question;
    this.words = words;
    this.call = call;
  }

  @Nullable T get(long nanos) throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void run() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    if (!begin()) {
      call.returned();
      return;
    }
    try {
      answer.complete(question.call());
    } catch (Throwable e) { // whatever a plugin throws, an Error included, is an answer
      answer.completeExceptionally(new CarriedFailure(e, words.apply(e)));
    } finally {
      Thread.currentThread().setContextClassLoader(loader);
      end();
      call.returned();
    }
  }

  private synchronized boolean begin() {
    thread = Thread.currentThread();
    return !cutOff;
  }

  private synchronized void end() {
    thread = null;
    Thread.interrupted(); // an interrupt that came late is not for the next question
  }

  synchronized void cutOff() {
    cutOff = true;
    if (thread != null) {
      thread.interrupt();
    }
  }
}
