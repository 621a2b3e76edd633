// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.model.Facts;
import io.millrace.plugin.port.StepHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link StepHandler}. Extend it in the plugin's tests, and say where
 * the handler comes from, which facts it needs, and how to count its side effects. JUnit 5 runs the
 * tests; each makes a handler of its own.
 */
public abstract class StepHandlerContract {
  /** The default of Millrace's handler budget. */
  private static final Duration BUDGET = Duration.ofSeconds(40);

  private static final int THREADS = 4;

  /** For subclasses. */
  protected StepHandlerContract() {}

  /** The handler to test, ready for use. */
  protected abstract StepHandler handler();

  /** Facts with which the handler succeeds. */
  protected abstract Facts facts();

  /** The results that the step declares in its model; empty if it declares none. */
  protected abstract Set<String> results();

  /** How many side effects there have been since the handler was made; 0 if it has none. */
  protected abstract long sideEffects();

  @Test
  void shouldHaveAName() {
    assertFalse(handler().name().isBlank(), "Expected the name of a topic, but it is blank.");
    assertEquals(handler().name(), handler().name(), "Expected the name to stay the same.");
  }

  @Test
  void shouldCompleteWithAResultThatTheStepDeclares() throws Exception {
    StepHandler.Completion completion = handle(handler(), UUID.randomUUID());

    assertNotNull(completion, "Expected a completion, but got null.");
    String result = completion.result();
    if (results().isEmpty()) {
      assertTrue(result == null, "Expected no result, but got '" + result + "'.");
    } else {
      assertTrue(
          result != null && results().contains(result),
          "Expected one of " + results() + ", but got '" + result + "'.");
    }
  }

  @Test
  void shouldDoThingsOnceForOneIdempotencyKey() throws Exception {
    StepHandler handler = handler();
    UUID key = UUID.randomUUID();
    StepHandler.Completion first = handle(handler, key);
    long once = sideEffects();

    StepHandler.Completion again = handle(handler, key);

    assertEquals(once, sideEffects(), "Expected no further side effect for the same key.");
    assertEquals(first, again, "Expected the same completion for the same key.");
  }

  @Test
  void shouldDoThingsAnewForAnotherIdempotencyKey() throws Exception {
    StepHandler handler = handler();
    handle(handler, UUID.randomUUID());
    long once = sideEffects();

    handle(handler, UUID.randomUUID());

    assertEquals(2 * once, sideEffects(), "Expected the side effects of another step run.");
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    StepHandler handler = handler();
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<StepHandler.Completion>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        calls.add(() -> handler.handle(task(handler, UUID.randomUUID())));
      }
      for (Future<StepHandler.Completion> call : pool.invokeAll(calls)) {
        assertNotNull(call.get(), "Expected a completion for each thread.");
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private StepHandler.Completion handle(StepHandler handler, UUID key) {
    return assertTimeoutPreemptively(
        BUDGET,
        () -> handler.handle(task(handler, key)),
        "Expected the handler to end within Millrace's default budget.");
  }

  private StepHandler.Task task(StepHandler handler, UUID key) {
    return new StepHandler.Task(
        key, "default", "millrace-contract", "contract", handler.name(), facts());
  }
}
