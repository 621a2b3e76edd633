// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import java.time.Duration;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Words for values. */
final class Words {
  /** What stands for a target that is not set. */
  static final String NO_TARGET = "no target";

  private Words() {}

  /** A target, such as {@code 10 days 2 h}; {@link #NO_TARGET} if there is none. */
  static String target(@Nullable Duration target) {
    return target == null ? NO_TARGET : duration(target);
  }

  /** A duration in days of 24 hours, hours, minutes and seconds, such as {@code 5 h 35 min}. */
  static String duration(Duration duration) {
    StringJoiner words = new StringJoiner(" ");
    if (duration.toDays() != 0) {
      words.add(count(duration.toDays(), "day"));
    }
    add(words, duration.toHoursPart(), "h");
    add(words, duration.toMinutesPart(), "min");
    add(words, duration.toSecondsPart(), "s");
    return words.length() == 0 ? "0 s" : words.toString();
  }

  private static void add(StringJoiner words, int number, String unit) {
    if (number != 0) {
      words.add(number + " " + unit);
    }
  }

  /** A number of things, such as {@code 1 day} or {@code 3 days}. */
  static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
