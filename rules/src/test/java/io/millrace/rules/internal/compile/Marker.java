// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What hostile rules reach for. Whether they got there can be seen. */
public final class Marker {
  /** Something to write to. */
  public static int field;

  private static final AtomicInteger HITS = new AtomicInteger();

  private Marker() {}

  /** A class that leaves a trace when it is initialised. */
  public static final class Trap {
    static {
      Marker.hit();
    }

    private Trap() {}
  }

  /** Leaves a trace. */
  public static boolean hit() {
    HITS.incrementAndGet();
    return true;
  }

  /** Leaves a trace. */
  public static int count() {
    hit();
    return 1;
  }

  /** Leaves a trace. */
  public static List<Object> items() {
    hit();
    return List.of();
  }

  /** How many traces were left so far. */
  static int hits() {
    return HITS.get() + field;
  }
}
