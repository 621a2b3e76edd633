// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.plugin.port.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link WorkingTime}. Extend it in the plugin's tests, and say where
 * the calendar comes from and when work begins. JUnit 5 runs the tests; each makes a calendar of
 * its own.
 */
public abstract class WorkingTimeContract {
  /** So many calls have to be over within the budget of one look-up. */
  private static final int MANY = 500;

  private static final int CUTS = 97;
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  /** For subclasses. */
  protected WorkingTimeContract() {}

  /** The calendar to test, ready for use. */
  protected abstract WorkingTime calendar();

  /** When some working day begins: the minute after it is worked, and the one before is not. */
  protected abstract Instant beginOfWork();

  /** The tenant whose calendar it is. */
  protected String tenant() {
    return "default";
  }

  /** A service that it knows; null if it makes no difference. */
  protected @Nullable String service() {
    return null;
  }

  @Test
  void shouldCountWorkAlone() {
    Duration minute = Duration.ofMinutes(1);
    WorkingTime calendar = calendar();
    Instant begin = beginOfWork();

    assertEquals(minute, between(calendar, begin, begin.plus(minute)), "Expected work.");
    assertEquals(Duration.ZERO, between(calendar, begin.minus(minute), begin), "Expected none.");
    assertEquals(minute, between(calendar, begin.minus(minute), begin.plus(minute)));
  }

  @Test
  void shouldFindNoTimeBetweenAnInstantAndItself() {
    assertEquals(Duration.ZERO, between(calendar(), beginOfWork(), beginOfWork()));
  }

  @Test
  void shouldCountAsMuchInPartsAsInOne() {
    WorkingTime calendar = calendar();
    Instant from = beginOfWork().minus(HALF_A_DAY);
    Instant to = from.plus(YEAR); // both changes of daylight saving time are within
    Duration whole = between(calendar, from, to);
    Duration part = YEAR.dividedBy(CUTS);

    Duration sum = Duration.ZERO;
    Instant cut = from;
    for (int i = 1; i <= CUTS; i++) {
      Instant next = i == CUTS ? to : cut.plus(part);
      sum = sum.plus(between(calendar, cut, next));
      cut = next;
    }

    assertEquals(whole, sum, "Expected the parts of a year to sum up to the whole.");
    assertFalse(whole.isZero(), "Expected work within a year.");
  }

  @Test
  void shouldKnowWhatToDoWithAnUnknownServiceAndTenant() {
    WorkingTime calendar = calendar();
    Instant to = beginOfWork().plus(HALF_A_DAY);

    require(calendar.between(tenant(), "millrace-contract-unknown", beginOfWork(), to), HALF_A_DAY);
    require(calendar.between(tenant(), null, beginOfWork(), to), HALF_A_DAY);
    require(
        calendar.between("millrace-contract-unknown", service(), beginOfWork(), to), HALF_A_DAY);
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    WorkingTime calendar = calendar();
    PortChecks.onSeveralThreads(
        () -> between(calendar, beginOfWork(), beginOfWork().plus(Duration.ofDays(30))));
  }

  @Test
  void shouldBeFastEnoughForATransaction() {
    WorkingTime calendar = calendar();
    PortChecks.inTime(
        () -> {
          for (int i = 0; i < MANY; i++) {
            between(calendar, beginOfWork(), beginOfWork().plus(Duration.ofDays(2)));
          }
          return MANY;
        });
  }

  private Duration between(WorkingTime calendar, Instant from, Instant to) {
    return require(calendar.between(tenant(), service(), from, to), Duration.between(from, to));
  }

  private static Duration require(Duration worked, Duration all) {
    assertNotNull(worked, "Expected a duration, but got null.");
    assertTrue(
        !worked.isNegative() && worked.compareTo(all) <= 0,
        "Expected from zero to " + all + ", but got " + worked + ".");
    return worked;
  }
}
