// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import java.time.Duration;

/**
 * How this machine's clock is compared with the database's. Immutable.
 *
 * @param tolerance how far the clocks may be apart
 * @param every how often they are compared
 */
public record ClockSettings(Duration tolerance, Duration every) {
  /** What the builder has unless it is told otherwise. */
  public static final ClockSettings DEFAULTS =
      new ClockSettings(Duration.ofSeconds(5), Duration.ofMinutes(1));

  /** The same with another tolerance. */
  public ClockSettings tolerance(Duration value) {
    return new ClockSettings(value, every);
  }
}
