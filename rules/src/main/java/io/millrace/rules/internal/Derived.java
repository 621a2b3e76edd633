// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Facts;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that are worked out from facts at the instant of the decision; not a number if a fact is
 * missing. A fact of the same name wins.
 */
public final class Derived {
  /** Every name, see {@link io.millrace.rules.drl.Item}. */
  public static final Set<String> NAMES =
      Set.of("age", "timeToDue", "dueUsed", "timeToStart", "timeToPenalty", "costOfDelay", "wsjf");

  private static final double HOUR = Duration.ofHours(1).toMillis();
  private static final double HOURS_PER_WEEK = 7 * 24;
  private static final double DAYS_PER_WEEK = 7;
  private static final double HOURS_PER_DAY = 24;
  private static final double MARGIN = 1.5;

  private Derived() {}

  /** Whether the fact is there without which the number cannot be worked out. */
  static boolean isPossible(String name, Facts facts) {
    return switch (name) {
      case "age" -> facts.has("openedAt");
      case "timeToDue", "dueUsed", "timeToStart" -> facts.has("dueAt");
      case "timeToPenalty" -> facts.has("penaltyAt");
      case "costOfDelay", "wsjf" -> facts.has("valuePerWeek") || facts.has("penalty");
      default -> false;
    };
  }

  static double number(String name, Facts facts, Instant at) {
    return switch (name) {
      case "age" -> -hoursUntil("openedAt", facts, at);
      case "timeToDue" -> hoursUntil("dueAt", facts, at);
      case "dueUsed" -> dueUsed(facts, at);
      case "timeToStart" -> timeToStart(facts, at);
      case "timeToPenalty" -> hoursUntil("penaltyAt", facts, at);
      case "costOfDelay" -> costOfDelay(facts, at);
      case "wsjf" -> costOfDelay(facts, at) * DAYS_PER_WEEK / given("durationDays", facts);
      default -> Double.NaN;
    };
  }

  /** A fact as a number; not a number if it is none. */
  private static double given(String name, Facts facts) {
    return given(facts.values().get(name));
  }

  /** A value as a number; not a number if it is none. */
  static double given(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    return value instanceof String text ? parse(text) : Double.NaN;
  }

  /** An instant, or a date or time without a zone, which counts as UTC; null if it is neither. */
  public static @Nullable Instant instant(String text) {
    return Facts.instant(text).orElse(null);
  }

  /** The share of the agreed time that is used up, in percent; over 100 when it is overdue. */
  private static double dueUsed(Facts facts, Instant at) {
    double used = -hoursUntil("openedAt", facts, at);
    double agreed = used + hoursUntil("dueAt", facts, at);
    return agreed > 0 ? 100 * used / agreed : Double.NaN;
  }

  /**
   * Hours until the latest sensible start: the due date less the expected duration and half as much
   * again for what nobody expects. The margin is ours.
   */
  private static double timeToStart(Facts facts, Instant at) {
    return hoursUntil("dueAt", facts, at) - MARGIN * HOURS_PER_DAY * given("durationDays", facts);
  }

  /**
   * Money per week: the value that each week of waiting loses, and the penalty spread over the
   * weeks that are left until it falls due (at least one). A penalty that has fallen due can no
   * longer be avoided and counts nothing. After Reinertsen, "The Principles of Product Development
   * Flow" (2009); the spreading is ours.
   */
  private static double costOfDelay(Facts facts, Instant at) {
    double value = given("valuePerWeek", facts);
    double penalty = given("penalty", facts);
    double hours = hoursUntil("penaltyAt", facts, at);
    if (Double.isNaN(penalty) || Double.isNaN(hours)) {
      return value;
    }
    double weekly = hours < 0 ? 0 : penalty / Math.max(1, hours / HOURS_PER_WEEK);
    return Double.isNaN(value) ? weekly : value + weekly;
  }

  private static double hoursUntil(String fact, Facts facts, Instant at) {
    Object value = facts.values().get(fact);
    Instant instant = value == null ? null : instant(value.toString());
    return instant == null ? Double.NaN : (instant.toEpochMilli() - at.toEpochMilli()) / HOUR;
  }

  /** A plain decimal number; not a number if the text is none. */
  static double parse(String text) {
    String value = text.strip();
    if (value.isEmpty() || value.length() > 30 || !isDecimal(value)) {
      return Double.NaN;
    }
    return Double.parseDouble(value);
  }

  /** Digits with at most one point, and a sign: nothing else that Java takes for a number. */
  private static boolean isDecimal(String value) {
    int start = value.charAt(0) == '-' ? 1 : 0;
    int points = 0;
    int digits = 0;
    for (int i = start; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '.') {
        points++;
      } else if (c >= '0' && c <= '9') {
        digits++;
      } else {
        return false;
      }
    }
    return digits > 0 && points <= 1;
  }
}
