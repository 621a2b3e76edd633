// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class TimerExecutorTest {
  /** The engine's thread that looks for timers outlasts a refusal, and no error. */
  @Test
  void shouldRefuseATimerForWhichThereIsNoThread() {
    TimerExecutor.Pool pool =
        new TimerExecutor.Pool(1, 1, new ArrayBlockingQueue<>(1), Unstartable::new);

    assertThatThrownBy(() -> pool.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasCauseInstanceOf(OutOfMemoryError.class);
    pool.shutdown();
  }

  private static final class Unstartable extends Thread {
    Unstartable(Runnable work) {
      super(work);
    }

    @Override
    public void start() {
      throw new OutOfMemoryError("unable to create native thread");
    }
  }
}
