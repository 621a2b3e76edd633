// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

import io.millrace.rules.drl.Item;
import io.millrace.rules.internal.Question.OneOf;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rows that can match from the text of one fact: the one that leaves the fewest rows to
 * ask. A row too many does no harm, because its conditions are asked anyway. Immutable and
 * thread-safe.
 */
final class RowIndex {
  private static final int[] NONE = {};
  private static final int FEWEST_ROWS = 8;

  private final String fact;
  private final Map<String, int[]> byValue;
  private final int[] others;
  private final double expected;

  private RowIndex(String fact, Map<String, int[]> byValue, int[] others, double expected) {
    this.fact = fact;
    this.byValue = byValue;
    this.others = others;
    this.expected = expected;
  }

  static RowIndex of(List<TableRow> rows) {
    RowIndex best = new RowIndex("", Map.of(), numbers(rows.size()), rows.size());
    if (rows.size() < FEWEST_ROWS) {
      return best;
    }
    for (String fact : indexable(rows)) {
      RowIndex index = by(fact, rows);
      best = index.expected < best.expected ? index : best;
    }
    return best;
  }

  /** The places of rows that ask the fact for this item's text, in order. */
  int[] equal(Item item) {
    return byValue.isEmpty() ? NONE : byValue.getOrDefault(folded(item.value(fact)), NONE);
  }

  /** The places of rows that do not ask the fact for a text, in order. */
  int[] others() {
    return others;
  }

  /**
   * The text in the form that all texts share which {@link String#equalsIgnoreCase} takes for equal
   * to it; so it goes by characters, as that does, and not by {@link String#toLowerCase()}.
   */
  static String folded(String text) {
    String stripped = text.strip();
    for (int i = 0; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      if (c > '~' || c >= 'A' && c <= 'Z') {
        return foldedFrom(stripped, i);
      }
    }
    return stripped;
  }

  private static String foldedFrom(String text, int start) {
    StringBuilder folded = new StringBuilder(text.length()).append(text, 0, start);
    for (int i = start; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      folded.appendCodePoint(Character.toLowerCase(Character.toUpperCase(text.codePointAt(i))));
    }
    return folded.toString();
  }

  private static TreeSet<String> indexable(List<TableRow> rows) {
    TreeSet<String> facts = new TreeSet<>();
    for (TableRow row : rows) {
      for (Condition condition : row.tests()) {
        if (condition.anyOf().get(0) instanceof OneOf one && condition.anyOf().size() == 1) {
          facts.add(one.fact());
        }
      }
    }
    return facts;
  }

  private static RowIndex by(String fact, List<TableRow> rows) {
    Map<String, List<Integer>> places = new HashMap<>();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      OneOf one = find(fact, rows.get(i));
      if (one == null) {
        others.add(i);
      } else {
        for (String value : new TreeSet<>(one.values().stream().map(RowIndex::folded).toList())) {
          places.computeIfAbsent(value, key -> new ArrayList<>()).add(i);
        }
      }
    }
    Map<String, int[]> byValue = new HashMap<>();
    double squares = 0;
    double entries = 0;
    for (Map.Entry<String, List<Integer>> place : places.entrySet()) {
      double size = place.getValue().size();
      squares += size * size;
      entries += size;
      byValue.put(place.getKey(), array(place.getValue()));
    }
    return new RowIndex(fact, byValue, array(others), others.size() + squares / entries);
  }

  private static @Nullable OneOf find(String fact, TableRow row) {
    for (Condition condition : row.tests()) {
      if (condition.anyOf().size() == 1
          && condition.anyOf().get(0) instanceof OneOf one
          && one.fact().equals(fact)) {
        return one;
      }
    }
    return null;
  }

  private static int[] numbers(int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return numbers;
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
