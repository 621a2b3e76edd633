// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

/** Remembers the largest heap in use that it saw. Not thread-safe. */
final class HeapWatch {
  private static final double MIB = 1 << 20;

  private final Runtime runtime = Runtime.getRuntime();
  private long peak;

  void look() {
    peak = Math.max(peak, runtime.totalMemory() - runtime.freeMemory());
  }

  /** In MB of 2^20 bytes. */
  double peakMb() {
    return peak / MIB;
  }
}
