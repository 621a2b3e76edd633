// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the marks of an axis stand and what they say. */
final class Ticks {

  /** One mark. */
  record Tick(double value, String label) {}

  private static final double[] ROUND = {1, 2, 2.5, 5, 10};
  private static final int[] HOURS = {1, 2, 3, 6, 12};
  private static final int[] DAYS = {1, 2, 7, 14};
  private static final int[] MONTHS = {1, 2, 3, 6, 12, 24, 60, 120};
  private static final DateTimeFormatter HOUR = format("MM-dd HH:mm");
  private static final DateTimeFormatter DAY = format("uuuu-MM-dd");
  private static final DateTimeFormatter MONTH = format("uuuu-MM");

  private Ticks() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
  }

  /** From 0 to at least the highest value, in round steps; whole ones if it counts things. */
  static List<Tick> upTo(double highest, int about, boolean whole) {
    double step = roundStep(Math.max(highest, whole ? 1 : 1e-6) / about);
    step = whole ? Math.ceil(step) : step;
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; ticks.isEmpty() || (i - 1) * step < highest; i++) {
      ticks.add(new Tick(i * step, label(i * step, step)));
    }
    if (ticks.size() == 1) {
      ticks.add(new Tick(step, label(step, step)));
    }
    return List.copyOf(ticks);
  }

  static double top(List<Tick> ticks) {
    return ticks.get(ticks.size() - 1).value();
  }

  private static double roundStep(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    for (double factor : ROUND) {
      if (factor * power >= atLeast * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String label(double value, double step) {
    int digits = step >= 1 ? 0 : (int) Math.ceil(-Math.log10(step) - 1e-9);
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  /** Round times in a zone, as epoch seconds, at most so many. */
  static List<Tick> times(Instant from, Instant to, ZoneId zone, int most) {
    double hours = Figures.hoursBetween(from, to);
    ZonedDateTime start = from.atZone(zone);
    for (int step : HOURS) {
      if (hours / step <= most) {
        ZonedDateTime first = start.truncatedTo(ChronoUnit.DAYS);
        return times(from, to, first, step, ChronoUnit.HOURS, HOUR);
      }
    }
    for (int step : DAYS) {
      if (hours / (24 * step) <= most) {
        // Counted from a Monday, so that the marks of whole weeks are Mondays.
        long day = Math.floorDiv(start.toLocalDate().toEpochDay() + 3, (long) step) * step - 3;
        ZonedDateTime first = LocalDate.ofEpochDay(day).atStartOfDay(zone);
        return times(from, to, first, step, ChronoUnit.DAYS, DAY);
      }
    }
    int months = MONTHS[MONTHS.length - 1];
    for (int i = MONTHS.length - 1; i >= 0; i--) {
      months = hours / (730 * MONTHS[i]) <= most ? MONTHS[i] : months;
    }
    ZonedDateTime first = start.toLocalDate().withDayOfYear(1).atStartOfDay(zone);
    return times(from, to, first, months, ChronoUnit.MONTHS, MONTH);
  }

  private static List<Tick> times(
      Instant from,
      Instant to,
      ZonedDateTime first,
      int step,
      ChronoUnit unit,
      DateTimeFormatter format) {
    List<Tick> ticks = new ArrayList<>();
    ZonedDateTime at = first;
    for (int i = 1; !at.toInstant().isAfter(to); i++) {
      if (!at.toInstant().isBefore(from)) {
        ticks.add(new Tick(at.toEpochSecond(), format.format(at)));
      }
      // By the clock on the wall, so that marks stay round when it is put forward or back.
      at = first.toLocalDateTime().plus((long) i * step, unit).atZone(first.getZone());
    }
    return List.copyOf(ticks);
  }
}
