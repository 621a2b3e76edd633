// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits for what other threads do, by looking again and again. */
final class Eventually {
  private static final long LONGEST_NANOS = Duration.ofSeconds(60).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  private Eventually() {}

  /** The first value that fits; fails after a minute. */
  static <T> T until(Callable<T> value, Predicate<T> fits) throws Exception {
    long start = System.nanoTime();
    T last = value.call();
    while (!fits.test(last)) {
      assertThat(System.nanoTime() - start)
          .as("nanoseconds waited; the last value was %s", last)
          .isLessThan(LONGEST_NANOS);
      LockSupport.parkNanos(PAUSE_NANOS);
      last = value.call();
    }
    return last;
  }
}
