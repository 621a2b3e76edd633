// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Puts numbers into words, the same in every locale. */
final class Figures {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private Figures() {}

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A count of things, the only one of them without the s. */
  static String count(long value, String things) {
    String thing = value == 1 ? things.substring(0, things.length() - 1) : things;
    return count(value) + " " + thing;
  }

  /** At least three digits that count; a dash for what is not a number. */
  static String decimal(double value) {
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return "-";
    }
    if (size == 0 || size >= 1e6) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    int digits = size >= 100 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : 5;
    return String.format(Locale.ROOT, "%,." + digits + "f", value);
  }

  /** Two digits after the point, so that the figures of a column line up. */
  static String fixed(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%,.2f", value) : "-";
  }

  static String zone(ZoneId zone) {
    return zone.getId().equals("Z") ? "UTC" : zone.getId();
  }

  static String hours(double hours) {
    return Double.isFinite(hours) ? decimal(hours) + " h" : "-";
  }

  /** As people would say it: minutes, hours or days. */
  static String span(double hours) {
    if (!Double.isFinite(hours)) {
      return "-";
    }
    if (hours < 1) {
      return String.format(Locale.ROOT, "%.0f min", hours * 60);
    }
    return hours < 48
        ? String.format(Locale.ROOT, "%.1f h", hours)
        : String.format(Locale.ROOT, "%,.1f days", hours / 24);
  }

  static String seconds(double seconds) {
    if (!Double.isFinite(seconds)) {
      return "-";
    }
    long whole = Math.round(seconds);
    return seconds < 60
        ? String.format(Locale.ROOT, "%.1f s", seconds)
        : whole < 3600
            ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
            : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole / 60 % 60);
  }

  static String megabytes(double size) {
    return Double.isFinite(size) ? String.format(Locale.ROOT, "%,.0f MB", size) : "-";
  }

  static String share(double part, double whole) {
    if (!(whole > 0)) {
      return "-";
    }
    double percent = 100 * part / whole;
    // 99.97 % is not all of it, so it must not read 100.0 %.
    double shown = part < whole ? Math.min(percent, 99.9) : percent;
    return String.format(Locale.ROOT, "%.1f%%", shown);
  }

  static String time(Instant at, ZoneId zone) {
    return MINUTE.format(at.atZone(zone));
  }

  static double hoursBetween(Instant from, Instant to) {
    Duration span = Duration.between(from, to);
    return span.getSeconds() / 3600.0 + span.getNano() / 3.6e12;
  }
}
