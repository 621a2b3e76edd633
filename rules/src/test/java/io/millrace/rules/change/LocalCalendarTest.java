// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.ChangeWindow;
import io.millrace.model.InvalidInputException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LocalCalendarTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

  @Test
  void shouldPlaceTheSameLocalTimesByZone() {
    assertThat(freeze(BERLIN)).isEqualTo("2025-12-20T23:00:00Z/2026-01-04T23:00:00Z");
    assertThat(freeze(AUCKLAND)).isEqualTo("2025-12-20T11:00:00Z/2026-01-04T11:00:00Z");
  }

  @Test
  void shouldFollowTheClockThroughItsChanges() {
    LocalCalendar calendar =
        LocalCalendar.builder(BERLIN)
            .maintenance("Sunday", DayOfWeek.SUNDAY, LocalTime.of(1, 0), LocalTime.of(5, 0))
            .maintenance("gap", DayOfWeek.SUNDAY, LocalTime.of(2, 30), LocalTime.of(3, 30))
            .build();

    // an ordinary Sunday, the one that has 23 hours, the one that has 25
    assertThat(windows(calendar, "2026-03-22T00:00:00Z", "2026-03-22T12:00:00Z"))
        .containsExactly(
            "Sunday 2026-03-22T00:00:00Z/2026-03-22T04:00:00Z",
            "gap 2026-03-22T01:30:00Z/2026-03-22T02:30:00Z");
    assertThat(windows(calendar, "2026-03-29T00:00:00Z", "2026-03-29T12:00:00Z"))
        .containsExactly("Sunday 2026-03-29T00:00:00Z/2026-03-29T03:00:00Z");
    assertThat(windows(calendar, "2026-10-25T00:00:00Z", "2026-10-25T12:00:00Z"))
        .containsExactly(
            "Sunday 2026-10-24T23:00:00Z/2026-10-25T04:00:00Z",
            "gap 2026-10-25T00:30:00Z/2026-10-25T02:30:00Z");
  }

  @Test
  void shouldLetAWindowEndTheNextDayAndBeginBeforeTheInterval() {
    LocalCalendar calendar =
        LocalCalendar.builder(ZoneId.of("UTC"))
            .maintenance("night", DayOfWeek.TUESDAY, LocalTime.of(22, 0), LocalTime.of(4, 0))
            .build();

    assertThat(windows(calendar, "2026-03-04T01:00:00Z", "2026-03-04T02:00:00Z"))
        .containsExactly("night 2026-03-03T22:00:00Z/2026-03-04T04:00:00Z");
    assertThat(windows(calendar, "2026-03-04T04:00:00Z", "2026-03-04T05:00:00Z")).isEmpty();
  }

  @Test
  void shouldKnowHolidaysOfOneAndOfEveryYear() {
    LocalCalendar calendar =
        LocalCalendar.builder(BERLIN)
            .holiday("New Year", MonthDay.of(1, 1))
            .holiday("Good Friday", LocalDate.of(2026, 4, 3))
            .build();

    assertThat(windows(calendar, "2026-12-31T22:30:00Z", "2026-12-31T23:30:00Z"))
        .containsExactly("New Year 2026-12-31T23:00:00Z/2027-01-01T23:00:00Z");
    assertThat(windows(calendar, "2026-04-03T10:00:00Z", "2026-04-03T11:00:00Z"))
        .containsExactly("Good Friday 2026-04-02T22:00:00Z/2026-04-03T22:00:00Z");
    assertThat(windows(calendar, "2027-04-03T10:00:00Z", "2027-04-03T11:00:00Z")).isEmpty();
  }

  @Test
  void shouldBindWhatHasAMaintenanceWindow() {
    LocalCalendar calendar =
        LocalCalendar.builder(BERLIN)
            .maintenance("a", DayOfWeek.MONDAY, LocalTime.NOON, LocalTime.MIDNIGHT, "db-1", "till")
            .build();

    assertThat(calendar.boundToMaintenance("default", Set.of("db-1"))).containsExactly("db-1");
    assertThat(calendar.boundToMaintenance("default", Set.of("web-1"))).isEmpty();
    assertThat(
            calendar.windows(
                "default",
                Set.of("web-1"),
                Instant.parse("2026-03-02T00:00:00Z"),
                Instant.parse("2026-03-09T00:00:00Z")))
        .isEmpty();
  }

  @Test
  void shouldRefuseAFreezeThatEndsBeforeItStarts() {
    LocalDateTime noon = LocalDateTime.of(2026, 1, 1, 12, 0);

    assertThatThrownBy(() -> LocalCalendar.builder(BERLIN).freeze("year end", noon, noon))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the change window 'year end' to end after its start 2026-01-01T11:00:00Z, "
                + "but it ends at 2026-01-01T11:00:00Z.\n"
                + "Maybe swap the two, or let it last for some time.");
  }

  private static String freeze(ZoneId zone) {
    LocalCalendar calendar =
        LocalCalendar.builder(zone)
            .freeze(
                "year end",
                LocalDateTime.of(2025, 12, 21, 0, 0),
                LocalDateTime.of(2026, 1, 5, 0, 0))
            .build();
    return windows(calendar, "2025-12-24T00:00:00Z", "2025-12-25T00:00:00Z")
        .get(0)
        .substring("year end ".length());
  }

  private static List<String> windows(LocalCalendar calendar, String from, String to) {
    return calendar
        .windows("default", Set.of("web-1"), Instant.parse(from), Instant.parse(to))
        .stream()
        .map(LocalCalendarTest::text)
        .toList();
  }

  private static String text(ChangeWindow window) {
    return window.name() + " " + window.from() + "/" + window.to();
  }
}
