// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something, and says now and then how far it is. */
final class Waiting {
  private static final long LOOK_MILLIS = 200;
  private static final long SAY_SECONDS = 15;

  private Waiting() {}

  /**
   * Waits until something holds, or for a time.
   *
   * @return whether it holds
   */
  static boolean until(
      BooleanSupplier holds, long atMostSeconds, Supplier<String> progress, PrintStream out)
      throws InterruptedException {
    long start = System.nanoTime();
    long said = start;
    while (!holds.getAsBoolean()) {
      long now = System.nanoTime();
      if (now - start > TimeUnit.SECONDS.toNanos(atMostSeconds)) {
        out.println("Gave up after " + atMostSeconds + " s: " + progress.get() + ".");
        return false;
      }
      if (now - said > TimeUnit.SECONDS.toNanos(SAY_SECONDS)) {
        said = now;
        out.printf(Locale.ROOT, "  ... %.0f s: %s%n", (now - start) / 1e9, progress.get());
      }
      Thread.sleep(LOOK_MILLIS);
    }
    return true;
  }
}
