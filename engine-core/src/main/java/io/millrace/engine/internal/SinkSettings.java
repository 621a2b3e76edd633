// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import java.time.Duration;

/**
 * What event sinks are granted.
 *
 * @param attempts how often a sink may refuse an event before it is parked
 * @param budget how long a sink may take for one event
 */
public record SinkSettings(int attempts, Duration budget) {
  /** What the builder has unless it is told otherwise. */
  public static final SinkSettings DEFAULTS = new SinkSettings(10, Duration.ofSeconds(10));

  /** The same with another number of attempts. */
  public SinkSettings attempts(int value) {
    return new SinkSettings(value, budget);
  }

  /** The same with another budget. */
  public SinkSettings budget(Duration value) {
    return new SinkSettings(attempts, value);
  }
}
