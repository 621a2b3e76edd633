// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link Clock}. Extend it in the plugin's tests, and say where the
 * clock comes from. JUnit 5 runs the tests.
 */
public abstract class ClockContract {
  private static final int LOOKS = 1_000;

  /** For subclasses. */
  protected ClockContract() {}

  /** The clock to test. */
  protected abstract Clock clock();

  @Test
  void shouldNotGoBack() {
    Clock clock = clock();
    Instant last = clock.instant();
    for (int i = 0; i < LOOKS; i++) {
      Instant now = clock.instant();
      assertFalse(now.isBefore(last), "Expected no time before " + last + ", but it is " + now);
      last = now;
    }
  }

  @Test
  void shouldShowATimeThatDatabasesHold() {
    Instant now = clock().instant();

    assertTrue(
        now.isAfter(Instant.parse("1970-01-01T00:00:00Z"))
            && now.isBefore(Instant.parse("9999-12-31T00:00:00Z")),
        "Expected a time between 1970 and 9999, but it is " + now);
  }

  @Test
  void shouldShowTheSameTimeInEveryZone() {
    Clock clock = clock();
    Instant before = clock.instant();
    Instant there = clock.withZone(ZoneId.of("Asia/Kathmandu")).instant();
    Instant after = clock.withZone(ZoneOffset.UTC).instant();

    assertFalse(there.isBefore(before) || there.isAfter(after), "Expected one time everywhere.");
    assertEquals(
        ZoneOffset.UTC, clock.withZone(ZoneOffset.UTC).getZone(), "Expected the zone asked for.");
  }
}
