// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.InvalidInputException;
import java.time.Duration;

/**
 * How Millrace keeps contributions of plugins apart from each other and from itself. Immutable. It
 * holds for each contribution by itself, on each node.
 *
 * @param callsAtOnce how many calls of a contribution may be under way at once; further ones wait
 *     for their turn within their time budget. A call that was cut off and has not returned counts
 * @param failuresInARow after how many failures in a row a contribution is suspended: late answers
 *     and unusable ones are failures
 * @param pause how long a suspended contribution is not called; then one call tries it
 */
public record Isolation(int callsAtOnce, int failuresInARow, Duration pause) {
  private static final Isolation DEFAULTS = new Isolation(32, 10, Duration.ofSeconds(10));

  /**
   * Checks the values.
   *
   * @throws InvalidInputException if one of them is not positive
   */
  public Isolation {
    if (callsAtOnce < 1 || failuresInARow < 1 || pause.isNegative() || pause.isZero()) {
      throw new InvalidInputException(
          "Expected the bounds of isolation to be positive, but calls at once are "
              + callsAtOnce
              + ", failures in a row "
              + failuresInARow
              + " and the pause is "
              + pause
              + ".",
          "leave out what you do not want to change: start with Isolation.defaults()");
    }
  }

  /** 32 calls at once, a pause of 10 seconds after 10 failures in a row. */
  public static Isolation defaults() {
    return DEFAULTS;
  }

  /** The same with another number of calls at once. */
  public Isolation callsAtOnce(int value) {
    return new Isolation(value, failuresInARow, pause);
  }

  /** The same with another number of failures in a row. */
  public Isolation failuresInARow(int value) {
    return new Isolation(callsAtOnce, value, pause);
  }

  /** The same with another pause. */
  public Isolation pause(Duration value) {
    return new Isolation(callsAtOnce, failuresInARow, value);
  }
}
