// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.model.ChangeWindow;
import io.millrace.plugin.port.ChangeCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link ChangeCalendar}. Extend it in the plugin's tests, and say
 * where the calendar comes from and one window that it knows. JUnit 5 runs the tests; each makes a
 * calendar of its own.
 */
public abstract class ChangeCalendarContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** For subclasses. */
  protected ChangeCalendarContract() {}

  /** The calendar to test, ready for use. */
  protected abstract ChangeCalendar calendar();

  /** A window that the calendar knows. */
  protected abstract ChangeWindow known();

  /** The tenant of the window. */
  protected String tenant() {
    return "default";
  }

  @Test
  void shouldTellAWindowFromItsFirstToItsLastInstant() {
    Instant from = known().from();
    Instant to = known().to();

    assertTrue(tells(from, from.plus(MINUTE)), "Expected the window at its start.");
    assertTrue(tells(to.minus(MINUTE), to), "Expected the window until its end.");
    assertTrue(
        tells(from.minus(MINUTE), to.plus(MINUTE)),
        "Expected the window within a longer interval.");
  }

  @Test
  void shouldNotTellAWindowOutsideOfIt() {
    Instant from = known().from();
    Instant to = known().to();

    assertFalse(tells(from.minus(MINUTE), from), "Expected no window before its start.");
    assertFalse(tells(to, to.plus(MINUTE)), "Expected no window from its end on.");
  }

  @Test
  void shouldTellOnlyWindowsThatConcernSomethingAskedFor() {
    Set<String> other = Set.of("millrace-contract-unknown");
    List<ChangeWindow> windows = windows(other, known().from(), known().to());

    assertTrue(
        windows.stream().allMatch(window -> window.concernsAny(other)),
        "Expected windows for all only, but got " + windows + ".");
  }

  @Test
  void shouldBindOnlyWhatItWasAskedAbout() {
    ChangeCalendar calendar = calendar();
    Set<String> bound =
        PortChecks.inTime(() -> calendar.boundToMaintenance(tenant(), known().concerns()));

    assertTrue(
        known().concerns().containsAll(bound),
        "Expected a part of " + known().concerns() + ", but got " + bound + ".");
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    ChangeCalendar calendar = calendar();
    PortChecks.onSeveralThreads(
        () -> calendar.windows(tenant(), known().concerns(), known().from(), known().to()));
  }

  private boolean tells(Instant from, Instant to) {
    return windows(known().concerns(), from, to).contains(known());
  }

  private List<ChangeWindow> windows(Set<String> concerned, Instant from, Instant to) {
    ChangeCalendar calendar = calendar();
    return PortChecks.inTime(() -> calendar.windows(tenant(), concerned, from, to));
  }
}
