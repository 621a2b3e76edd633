// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One axis of a matrix, prepared to find the place that a fact names. */
final class MatrixAxis {
  static final int NOT_FOUND = -1;

  private static final int MAX_DIGITS = 10;

  private final String axis;
  private final List<String> labels;
  private final int fallback;
  private final Map<Object, Integer> places = new HashMap<>();

  MatrixAxis(String axis, List<String> labels, String fallback, Map<String, String> aliases) {
    this.axis = axis;
    this.labels = labels;
    this.fallback = labels.indexOf(fallback);
    for (int i = 0; i < labels.size(); i++) {
      places.put(labels.get(i), i);
      places.putIfAbsent(key(labels.get(i)), i);
    }
    aliases.forEach((alias, label) -> addAlias(key(alias), labels.indexOf(label)));
    for (int i = 0; i < labels.size(); i++) {
      String digits = leadingDigits(key(labels.get(i)));
      addNumber(digits.isEmpty() ? Integer.toString(i + 1) : digits, i);
    }
    for (int i = 0; i < labels.size(); i++) {
      String name = nameOf(key(labels.get(i)));
      if (!name.isEmpty()) {
        places.putIfAbsent(name, i);
      }
    }
  }

  /** What the author says comes before what the labels' names and numbers suggest. */
  private void addAlias(String alias, int place) {
    if (!alias.isEmpty() && leadingDigits(alias).equals(alias)) {
      addNumber(alias, place);
    } else {
      places.putIfAbsent(alias, place);
    }
  }

  /** Under the text and, so that the frequent case needs no conversion, under the number. */
  private void addNumber(String digits, int place) {
    places.putIfAbsent(digits, place);
    if (digits.length() < MAX_DIGITS) {
      places.putIfAbsent(Long.valueOf(digits), place);
    }
  }

  int fallback() {
    return fallback;
  }

  int size() {
    return labels.size();
  }

  List<String> labels() {
    return labels;
  }

  String label(int place) {
    return labels.get(place);
  }

  /** The place that a fact names; {@link #NOT_FOUND} if it is missing or not on the axis. */
  int find(@Nullable Object fact) {
    if (fact == null) {
      return NOT_FOUND;
    }
    Integer place = places.get(fact);
    if (place == null) {
      String key = key(text(fact));
      place = places.get(key);
      if (place == null) {
        place = places.get(leadingDigits(key));
      }
    }
    return place == null ? NOT_FOUND : place;
  }

  String whyFallback(@Nullable Object fact) {
    String problem =
        fact == null ? axis + " is missing" : axis + " '" + fact + "' is not in the matrix";
    return problem + ", so the matrix's fallback " + labels.get(fallback) + " is taken";
  }

  private static String text(Object fact) {
    if (fact instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e9) {
      return Long.toString(number.longValue());
    }
    return fact.toString();
  }

  private static String key(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static String leadingDigits(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return text.substring(0, end);
  }

  /** The label without its number: {@code medium} of {@code 2 - medium}. */
  private static String nameOf(String label) {
    int start = leadingDigits(label).length();
    while (start < label.length() && !Character.isLetterOrDigit(label.charAt(start))) {
      start++;
    }
    return label.substring(start);
  }
}
