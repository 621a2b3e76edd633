// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.Set;
import java.util.regex.Pattern;

/** The times that timers may be set to, in the forms that the engine reads. */
final class Timers {
  static final Set<String> NAMES = Set.of("bpmn:timeDate", "bpmn:timeDuration", "bpmn:timeCycle");

  private static final String DURATION =
      "P(?=[0-9T])(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+W)?(?:[0-9]+D)?"
          + "(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\\.[0-9]+)?S)?)?";
  private static final String DATE =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}"
          + "(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?";
  private static final Pattern DURATIONS = Pattern.compile(DURATION);
  private static final Pattern DATES = Pattern.compile(DATE);

  /** Repetitions, or a cron expression of six or seven fields. */
  private static final Pattern CYCLES =
      Pattern.compile(
          "R[0-9]*/(?:(?:"
              + DATE
              + ")/)?"
              + DURATION
              + "(?:/(?:"
              + DATE
              + "))?|[0-9*/,?LW#A-Z-]+(?: +[0-9*/,?LW#A-Z-]+){5,6}");

  private Timers() {}

  /** Whether the engine can read the time; a variable is read when the flow arrives. */
  static boolean isReadable(XmlElement time) {
    String text = time.trimmedText();
    if (text.startsWith("${")) {
      return true;
    }
    if (text.length() > 100) {
      return false;
    }
    Pattern pattern =
        switch (time.name) {
          case "bpmn:timeDate" -> DATES;
          case "bpmn:timeDuration" -> DURATIONS;
          default -> CYCLES;
        };
    return pattern.matcher(text).matches();
  }
}
