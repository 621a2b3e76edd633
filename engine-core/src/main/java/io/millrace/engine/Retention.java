// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.InvalidInputException;
import java.time.Duration;
import java.util.Optional;

/**
 * How long things are kept, and whether Millrace deletes them by itself afterwards. Immutable; each
 * method that sets something returns a new retention.
 *
 * @param timeToLive how long a work item is kept after it ended, if its value stream does not say
 *     so itself as {@code camunda:historyTimeToLive}
 * @param commands how long the result of a command is kept, so that the same command again gives
 *     it; the command that submitted a work item lives as long as the item
 * @param cleanUp whether Millrace deletes in the background what has been kept long enough
 * @param every how often it looks for such, or reminds that nobody deletes it
 */
public record Retention(Duration timeToLive, Duration commands, boolean cleanUp, Duration every) {
  /** What databases can still add to a date. */
  private static final Duration LONGEST = Duration.ofDays(365_000);

  private static final Retention DEFAULTS =
      new Retention(Duration.ofDays(180), Duration.ofDays(30), false, Duration.ofMinutes(1));

  /** Checks that all durations are positive. */
  public Retention {
    timeToLive = positive("time to live", timeToLive);
    commands = positive("retention of commands", commands);
    every = positive("interval of clean-up", every);
  }

  /** Work items 180 days, commands 30 days, and nothing is deleted unless the host asks for it. */
  public static Retention defaults() {
    return DEFAULTS;
  }

  /** Keeps ended work items that long, unless their value stream says otherwise. */
  public Retention timeToLive(Duration value) {
    return new Retention(value, commands, cleanUp, every);
  }

  /** Keeps the results of commands that long. */
  public Retention commands(Duration value) {
    return new Retention(timeToLive, value, cleanUp, every);
  }

  /** Whether Millrace deletes in the background what has been kept long enough. */
  public Retention cleanUp(boolean value) {
    return new Retention(timeToLive, commands, value, every);
  }

  /** How often to look for what has been kept long enough. */
  public Retention every(Duration value) {
    return new Retention(timeToLive, commands, cleanUp, value);
  }

  /** How long a work item is kept whose value stream says this of itself; at most 1,000 years. */
  public Duration of(Optional<Duration> stream) {
    Duration wanted = stream.orElse(timeToLive);
    return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }

  private static Duration positive(String what, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new InvalidInputException(
          "Expected the " + what + " to be positive, but it is " + value + ".",
          "pass a duration such as Duration.ofDays(180)");
    }
    return value;
  }
}
