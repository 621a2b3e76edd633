// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Facts;
import io.millrace.plugin.port.StepHandler;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HandlerCallTest {
  private static final StepHandler.Task TASK =
      new StepHandler.Task(new UUID(0, 1), "acme", "INC-1", "fix", "mend", Facts.none());
  private final AtomicInteger called = new AtomicInteger();
  private final AtomicInteger returned = new AtomicInteger();
  private final HandlerCall call =
      new HandlerCall(
          new StepHandler() {
            @Override
            public String name() {
              return "mender";
            }

            @Override
            public Completion handle(Task task) {
              called.incrementAndGet();
              return Completion.done();
            }
          },
          TASK,
          () -> {},
          () -> {},
          returned::incrementAndGet);

  @Test
  void shouldBeOverWhenThereIsNoThreadForIt() {
    requireOver(
        task -> {
          throw new OutOfMemoryError("unable to create native thread");
        },
        "no thread was free to call it: unable to create native thread");
  }

  @Test
  void shouldBeOverWhenItsThreadsAreGone() {
    requireOver(
        task -> {
          throw new RejectedExecutionException("shut down");
        },
        "the node that did it closed: another one goes on");
  }

  private void requireOver(Executor threads, String why) {
    assertThatThrownBy(() -> call.await(threads, Duration.ofSeconds(60)))
        .isInstanceOf(HandlerCall.StoppedException.class)
        .hasMessage(why);
    assertThat(called).hasValue(0);
    assertThat(returned).as("watched no longer").hasValue(1);
  }
}
