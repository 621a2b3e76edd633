// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Facts;
import io.millrace.rules.internal.change.Texts;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one item as texts and numbers. What has to be worked out is worked out once: many
 * rows of a table ask for the same fact. For one evaluation, on one thread.
 */
final class FactValues {
  private final Facts facts;
  private final Instant at;
  private final Map<String, String> answers;
  private @Nullable Map<String, String> texts;
  private @Nullable Map<String, Double> numbers;

  /**
   * @param answers answers of the decision that is being taken, by variable; they hide facts
   */
  FactValues(Facts facts, Instant at, Map<String, String> answers) {
    this.facts = facts;
    this.at = at;
    this.answers = answers;
  }

  /** The value; null if it is not known. */
  @Nullable Object get(String fact) {
    Object answer = answers.isEmpty() ? null : answers.get(fact);
    return answer == null ? facts.values().get(fact) : answer;
  }

  /** The fact as text; empty if it is not known. */
  String text(String fact) {
    Object value = get(fact);
    if (value == null) {
      return Derived.isPossible(fact, facts) ? derived(fact) : "";
    }
    if (value instanceof String || value instanceof Boolean) {
      return value.toString();
    }
    Map<String, String> known = texts;
    if (known == null) {
      known = new HashMap<>();
      texts = known;
    }
    return known.computeIfAbsent(fact, name -> written(value));
  }

  /** The fact as a number, given or worked out; not a number if it is none. */
  double number(String fact) {
    Object value = get(fact);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value == null && !Derived.isPossible(fact, facts)) {
      return Double.NaN;
    }
    Map<String, Double> known = numbers;
    if (known == null) {
      known = new HashMap<>();
      numbers = known;
    }
    Double number = known.get(fact);
    if (number == null) {
      number = value == null ? Derived.number(fact, facts, at) : Derived.given(value);
      known.put(fact, number);
    }
    return number;
  }

  private String derived(String fact) {
    double number = number(fact);
    return Double.isNaN(number) ? "" : Question.plain(Math.round(number * 1_000) / 1_000.0);
  }

  private static String written(Object value) {
    return value instanceof List<?> ? String.join(", ", Texts.of(value)) : value.toString();
  }
}
