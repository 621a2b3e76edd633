// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number as people write it in a test, with a unit of time or without.
 *
 * @param value the number; with a unit, hours
 * @param written how it was written
 */
record Amount(double value, String written) {
  static final String ADVICE = "write numbers like 4, -0.5, 30m, 8h, 2d or 1w";

  private static final Pattern FORM =
      Pattern.compile("(-?[0-9]{1,15}(?:\\.[0-9]{1,9})?) ?([mhdw]?)");
  private static final double MINUTES_PER_HOUR = 60;
  private static final double HOURS_PER_DAY = 24;
  private static final double HOURS_PER_WEEK = 7 * 24;

  /** The number, or null if the text is none. */
  static @Nullable Amount find(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    double number = Double.parseDouble(matcher.group(1));
    double hours =
        switch (matcher.group(2)) {
          case "m" -> number / MINUTES_PER_HOUR;
          case "d" -> number * HOURS_PER_DAY;
          case "w" -> number * HOURS_PER_WEEK;
          default -> number;
        };
    return new Amount(hours, text);
  }

  static boolean isNumber(String text) {
    return find(Fields.stripped(text)) != null;
  }
}
