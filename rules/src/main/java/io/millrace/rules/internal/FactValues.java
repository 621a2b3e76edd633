package io.millrace.rules.internal;

import io.millrace.model.Facts;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one item as texts and numbers. What has to be worked out is worked out once: many
 * rows of a table ask for the same fact. For one evaluation, on one thread.
 */
final class FactValues {
  private final Facts facts;
  private final Instant at;
  private @Nullable Map<String, String> texts;
  private @Nullable Map<String, Double> numbers;

  FactValues(Facts facts, Instant at) {
    this.facts = facts;
    this.at = at;
  }

  /** The fact as text; empty if it is not known. */
  String text(String fact) {
    Object value = facts.values().get(fact);
    if (value == null) {
      return "";
    }
    if (value instanceof String || value instanceof Boolean) {
      return value.toString();
    }
    Map<String, String> known = texts;
    if (known == null) {
      known = new HashMap<>();
      texts = known;
    }
    return known.computeIfAbsent(fact, name -> value.toString());
  }

  /** The fact as a number, given or worked out; not a number if it is none. */
  double number(String fact) {
    Object value = facts.values().get(fact);
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value == null && !Derived.NAMES.contains(fact)) {
      return Double.NaN;
    }
    Map<String, Double> known = numbers;
    if (known == null) {
      known = new HashMap<>();
      numbers = known;
    }
    Double number = known.get(fact);
    if (number == null) {
      number = value == null ? Derived.number(fact, facts, at) : Derived.given(fact, facts);
      known.put(fact, number);
    }
    return number;
  }
}
