// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.plugin.port.WorkingTime;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The same hours on some days of every week, without holidays unless they are named; the same for
 * all tenants and services. Immutable; each method gives another one.
 */
public final class WeeklyWorkingTime implements WorkingTime {
  private final ZoneId zone;
  private final Set<DayOfWeek> days;
  private final LocalTime from;
  private final LocalTime to;
  private final Set<LocalDate> holidays;

  private WeeklyWorkingTime(
      ZoneId zone, Set<DayOfWeek> days, LocalTime from, LocalTime to, Set<LocalDate> holidays) {
    this.zone = zone;
    this.days = days;
    this.from = from;
    this.to = to;
    this.holidays = holidays;
  }

  /** From Monday to Friday, 9:00 to 17:00. */
  public static WeeklyWorkingTime nineToFive(ZoneId zone) {
    return new WeeklyWorkingTime(
        zone,
        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
        LocalTime.of(9, 0),
        LocalTime.of(17, 0),
        Set.of());
  }

  /** Without this day. */
  public WeeklyWorkingTime holiday(LocalDate day) {
    Set<LocalDate> more = new TreeSet<>(holidays);
    more.add(day);
    return new WeeklyWorkingTime(zone, days, from, to, more);
  }

  @Override
  public Duration between(String tenant, @Nullable String service, Instant start, Instant end) {
    Duration sum = Duration.ZERO;
    LocalDate last = LocalDate.ofInstant(end, zone);
    for (LocalDate day = LocalDate.ofInstant(start, zone);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      if (days.contains(day.getDayOfWeek()) && !holidays.contains(day)) {
        Instant begin = later(start, day.atTime(from).atZone(zone).toInstant());
        Instant stop = earlier(end, day.atTime(to).atZone(zone).toInstant());
        sum = begin.isBefore(stop) ? sum.plus(Duration.between(begin, stop)) : sum;
      }
    }
    return sum;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
