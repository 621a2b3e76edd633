// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * A clock that stands still until a test moves it. Thread-safe: every thread sees a move at once. A
 * clock with another zone shares the time of the one it was made from.
 */
public final class SettableClock extends Clock {
  private final Time time;
  private final ZoneId zone;

  private SettableClock(Time time, ZoneId zone) {
    this.time = time;
    this.zone = zone;
  }

  /** A clock in UTC that shows this instant. */
  public static SettableClock at(Instant start) {
    return new SettableClock(new Time(start), ZoneOffset.UTC);
  }

  /** A clock in UTC that shows this instant, in ISO-8601. */
  public static SettableClock at(String start) {
    return at(Instant.parse(start));
  }

  /** Shows this instant from now on, be it later or earlier. */
  public void set(Instant instant) {
    time.set(instant);
  }

  /** Moves on; a negative duration moves back. */
  public void forward(Duration by) {
    time.forward(by);
  }

  @Override
  public Instant instant() {
    return time.get();
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }

  @Override
  public SettableClock withZone(ZoneId other) {
    return new SettableClock(time, other);
  }

  @Override
  public String toString() {
    return "SettableClock[" + instant() + "," + zone + "]";
  }

  /** The time that clocks of several zones share. */
  private static final class Time {
    private Instant now;

    Time(Instant start) {
      now = Objects.requireNonNull(start, "start");
    }

    synchronized Instant get() {
      return now;
    }

    synchronized void set(Instant instant) {
      now = Objects.requireNonNull(instant, "instant");
    }

    synchronized void forward(Duration by) {
      now = now.plus(by);
    }
  }
}
