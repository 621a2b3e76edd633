// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.ChangeWindow;
import io.millrace.model.ChangeWindow.Type;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.ChangeCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A calendar of simple data: freezes between two dates, maintenance windows on days of the week,
 * and holidays, all in one time zone and the same for every tenant. Whatever has a maintenance
 * window of its own may be changed in maintenance windows only. Where the clock is changed, a local
 * time that does not exist is the one after the gap, and a window lasts as long as its local times
 * say.
 *
 * <p>Immutable and thread-safe.
 */
public final class LocalCalendar implements ChangeCalendar {
  /** Longer intervals than any change has: later windows are left out. */
  private static final int MOST_DAYS = 400;

  private final ZoneId zone;
  private final List<ChangeWindow> freezes;
  private final List<Weekly> weekly;
  private final List<Holiday> holidays;

  private LocalCalendar(Builder builder) {
    zone = builder.zone;
    freezes = List.copyOf(builder.freezes);
    weekly = List.copyOf(builder.weekly);
    holidays = List.copyOf(builder.holidays);
  }

  private record Weekly(
      String name, DayOfWeek day, LocalTime start, LocalTime end, Set<String> concerns) {}

  /** A holiday; every year if its year is 0. */
  private record Holiday(String name, MonthDay day, int year) {
    boolean isOn(LocalDate date) {
      return day.getMonthValue() == date.getMonthValue()
          && day.getDayOfMonth() == date.getDayOfMonth()
          && (year == 0 || year == date.getYear());
    }
  }

  /**
   * A new builder; not thread-safe.
   *
   * @param zone the zone of all local times
   */
  public static Builder builder(ZoneId zone) {
    return new Builder(zone);
  }

  @Override
  public List<ChangeWindow> windows(
      String tenant, Set<String> concerned, Instant from, Instant to) {
    List<ChangeWindow> windows = new ArrayList<>(freezes);
    LocalDate first = from.atZone(zone).toLocalDate().minusDays(1);
    LocalDate last = to.atZone(zone).toLocalDate();
    long days = Math.min(MOST_DAYS, ChronoUnit.DAYS.between(first, last));
    for (int i = 0; i <= days; i++) {
      LocalDate date = first.plusDays(i);
      weekly.stream()
          .filter(one -> one.day() == date.getDayOfWeek())
          .forEach(one -> addMaintenance(windows, one, date));
      holidays.stream()
          .filter(one -> one.isOn(date))
          .forEach(one -> addHoliday(windows, one, date));
    }
    return windows.stream()
        .filter(window -> window.overlaps(from, to) && window.concernsAny(concerned))
        .sorted(Comparator.comparing(ChangeWindow::from).thenComparing(ChangeWindow::name))
        .toList();
  }

  @Override
  public Set<String> boundToMaintenance(String tenant, Set<String> concerned) {
    Set<String> bound = new LinkedHashSet<>();
    for (String id : concerned) {
      if (weekly.stream()
          .anyMatch(one -> one.concerns().isEmpty() || one.concerns().contains(id))) {
        bound.add(id);
      }
    }
    return bound;
  }

  private void addMaintenance(List<ChangeWindow> windows, Weekly one, LocalDate date) {
    LocalDate lastDay = one.end().isAfter(one.start()) ? date : date.plusDays(1);
    Instant start = instant(date.atTime(one.start()));
    Instant end = instant(lastDay.atTime(one.end()));
    if (start.isBefore(end)) { // a gap of the clock can swallow a short window
      windows.add(new ChangeWindow(one.name(), Type.MAINTENANCE, start, end, one.concerns()));
    }
  }

  private void addHoliday(List<ChangeWindow> windows, Holiday one, LocalDate date) {
    Instant start = date.atStartOfDay(zone).toInstant();
    Instant end = date.plusDays(1).atStartOfDay(zone).toInstant();
    windows.add(ChangeWindow.forAll(one.name(), Type.HOLIDAY, start, end));
  }

  private Instant instant(LocalDateTime local) {
    return local.atZone(zone).toInstant();
  }

  /** Collects dates. Not thread-safe; building does not consume it. */
  public static final class Builder {
    private final ZoneId zone;
    private final List<ChangeWindow> freezes = new ArrayList<>();
    private final List<Weekly> weekly = new ArrayList<>();
    private final List<Holiday> holidays = new ArrayList<>();

    private Builder(ZoneId zone) {
      this.zone = zone;
    }

    /**
     * Nothing is to be changed between two local times.
     *
     * @param concerns configuration items and services; all if none is named
     * @throws InvalidInputException if the end is not after the start
     */
    public Builder freeze(String name, LocalDateTime from, LocalDateTime to, String... concerns) {
      Instant start = from.atZone(zone).toInstant();
      Instant end = to.atZone(zone).toInstant();
      freezes.add(new ChangeWindow(name, Type.FREEZE, start, end, ids(concerns)));
      return this;
    }

    /**
     * A maintenance window every week; one that ends no later than it starts ends the next day.
     *
     * @param concerns configuration items and services; all if none is named
     */
    public Builder maintenance(
        String name, DayOfWeek day, LocalTime start, LocalTime end, String... concerns) {
      weekly.add(new Weekly(name, day, start, end, ids(concerns)));
      return this;
    }

    /** A holiday on one date. */
    public Builder holiday(String name, LocalDate date) {
      holidays.add(new Holiday(name, MonthDay.from(date), date.getYear()));
      return this;
    }

    /** A holiday on the same date every year. */
    public Builder holiday(String name, MonthDay day) {
      holidays.add(new Holiday(name, day, 0));
      return this;
    }

    /** The calendar. */
    public LocalCalendar build() {
      return new LocalCalendar(this);
    }

    private static Set<String> ids(String[] concerns) {
      return new LinkedHashSet<>(List.of(concerns));
    }
  }
}
