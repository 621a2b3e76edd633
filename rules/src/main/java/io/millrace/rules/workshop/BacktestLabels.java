// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The different answers of one side of one output, as numbers, and how often each comes. After the
 * first thousand, each new one counts as "other". Not thread-safe.
 */
final class BacktestLabels {
  /** Text by name, with the numbers in it by size. */
  static final Comparator<String> BY_NAME = BacktestLabels::compareNames;

  private static final int MAX_LABELS = 1_000;
  private static final int MAX_LENGTH = 120;
  private static final int NONE = 0;
  private static final int OTHER = 1;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> labels = new ArrayList<>();
  private final List<Long> counts = new ArrayList<>();

  BacktestLabels() {
    add(BacktestConfusion.NONE);
    add(BacktestConfusion.OTHER);
  }

  /** Counts an answer, and gives its number. */
  int count(@Nullable String value) {
    int number = value == null ? NONE : number(cut(value, MAX_LENGTH));
    counts.set(number, counts.get(number) + 1);
    return number;
  }

  String label(int number) {
    return labels.get(number);
  }

  /** How often an answer came. */
  long count(int number) {
    return counts.get(number);
  }

  /** How often an answer came; 0 if it never did. */
  long countOf(String label) {
    Integer number = numbers.get(label);
    return number == null ? 0 : counts.get(number);
  }

  /** The answers that came, without the two that stand for others. */
  List<String> values() {
    return List.copyOf(labels.subList(OTHER + 1, labels.size()));
  }

  /** At most so many characters. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 3) + "...";
  }

  private int number(String label) {
    Integer known = numbers.get(label);
    if (known != null) {
      return known;
    }
    return labels.size() < MAX_LABELS + 2 ? add(label) : OTHER;
  }

  private int add(String label) {
    numbers.put(label, labels.size());
    labels.add(label);
    counts.add(0L);
    return labels.size() - 1;
  }

  private static int compareNames(String left, String right) {
    int l = 0;
    int r = 0;
    while (l < left.length() && r < right.length()) {
      int leftEnd = endOfNumber(left, l);
      int rightEnd = endOfNumber(right, r);
      int order;
      if (leftEnd > l && rightEnd > r) {
        order = compareNumbers(left.substring(l, leftEnd), right.substring(r, rightEnd));
        l = leftEnd;
        r = rightEnd;
      } else {
        order = Character.compare(left.charAt(l++), right.charAt(r++));
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = Integer.compare(left.length() - l, right.length() - r);
    return rest != 0 ? rest : left.compareTo(right);
  }

  private static int endOfNumber(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int compareNumbers(String left, String right) {
    String a = left.replaceFirst("^0+", "");
    String b = right.replaceFirst("^0+", "");
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }
}
