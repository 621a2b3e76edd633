// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a work item: named scalars that policies and streams read. Immutable and
 * thread-safe; the order of names is the order in which they were put.
 *
 * <p>A value is a {@link String}, a {@link Boolean}, a {@link Long}, a {@link Double}, or a list of
 * strings. Instants and dates are ISO-8601 strings. A fact that was asked for and could not be had
 * is marked missing, with the reason.
 */
@HostCalls
public final class Facts {
  private static final int DATE_LENGTH = 10;
  private static final Facts NONE = new Facts(new LinkedHashMap<>(), Map.of(), true);

  private final Map<String, Object> values;
  private final Map<String, String> missing;

  /**
   * Copies and checks both maps.
   *
   * @param values the values by name
   * @param missing the reason by name of each fact that could not be had; a name with a value is
   *     not missing; in place of what no database keeps, a reason gets the character U+FFFD
   * @throws InvalidInputException if a name is blank, too long or cannot be stored, or a value is
   *     no scalar or cannot be stored
   */
  public Facts(Map<String, ?> values, Map<String, String> missing) {
    this(checked(values), told(missing), true);
  }

  /** Takes values over that are checked and that nobody else holds. */
  private Facts(Map<String, Object> own, Map<String, String> missing, boolean checked) {
    if (!missing.isEmpty()) {
      Map<String, String> reasons = new LinkedHashMap<>(missing);
      reasons.keySet().removeAll(own.keySet());
      missing = Collections.unmodifiableMap(reasons);
    }
    this.values = Collections.unmodifiableMap(own);
    this.missing = missing.isEmpty() ? Map.of() : missing;
  }

  /** The values by name, in the order in which they were put. */
  public Map<String, Object> values() {
    return values;
  }

  /** The reason by name of each fact that could not be had; no name is in both maps. */
  public Map<String, String> missing() {
    return missing;
  }

  /** No facts at all. */
  public static Facts none() {
    return NONE;
  }

  /** Facts with the given values, none of them missing. */
  public static Facts of(Map<String, ?> values) {
    return new Facts(values, Map.of());
  }

  /** One fact. */
  public static Facts of(String name, Object value) {
    return builder().put(name, value).build();
  }

  /** A new builder; not thread-safe. */
  public static Builder builder() {
    return new Builder();
  }

  /** Whether a value is known. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value as text, whatever its type; empty if it is not known. */
  public Optional<String> findText(String name) {
    return Optional.ofNullable(values.get(name)).map(Object::toString);
  }

  /** The value as text, or the given default if it is not known. */
  public String text(String name, String otherwise) {
    Object value = values.get(name);
    return value == null ? otherwise : value.toString();
  }

  /** The value as a number; empty if it is not known or not a number. */
  public Optional<Double> findNumber(String name) {
    Object value = values.get(name);
    return value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
  }

  /** The value as an instant, see {@link #instant}; empty if it is not known or none. */
  public Optional<Instant> findInstant(String name) {
    Object value = values.get(name);
    return value == null ? Optional.empty() : instant(value.toString());
  }

  /**
   * Reads an ISO-8601 instant, date or time; one without a zone counts as UTC, and a date as its
   * first instant. Empty if it is none of these.
   */
  public static Optional<Instant> instant(String text) {
    String value = text.strip();
    try {
      if (value.length() <= DATE_LENGTH) {
        return Optional.of(LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      if (value.endsWith("Z")) {
        return Optional.of(Instant.parse(value));
      }
      boolean isZoned =
          value.lastIndexOf('+') > DATE_LENGTH || value.lastIndexOf('-') > DATE_LENGTH;
      return Optional.of(
          isZoned
              ? OffsetDateTime.parse(value).toInstant()
              : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Whether the value is known and true. */
  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /** These facts with the other ones on top: a newer value wins and ends a missing mark. */
  public Facts with(Facts newer) {
    if (newer.isEmpty()) {
      return this;
    }
    Map<String, Object> merged = new LinkedHashMap<>(values);
    merged.putAll(newer.values);
    Map<String, String> reasons = missing;
    if (!newer.missing.isEmpty()) {
      reasons = new LinkedHashMap<>(missing);
      reasons.putAll(newer.missing);
    }
    return new Facts(merged, reasons, true);
  }

  /** Whether nothing is known and nothing is marked missing. */
  public boolean isEmpty() {
    return values.isEmpty() && missing.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Facts facts
        && values.equals(facts.values)
        && missing.equals(facts.missing);
  }

  @Override
  public int hashCode() {
    return values.hashCode() * 31 + missing.hashCode();
  }

  @Override
  public String toString() {
    return "Facts[values=" + values + ", missing=" + missing + "]";
  }

  private static Map<String, Object> checked(Map<String, ?> values) {
    Map<String, Object> checked = new LinkedHashMap<>(Math.max(16, values.size() * 2));
    for (Map.Entry<String, ?> entry : values.entrySet()) {
      String name = Names.requireName("fact", entry.getKey());
      checked.put(name, scalar(name, entry.getValue()));
    }
    return checked;
  }

  private static Map<String, String> told(Map<String, String> missing) {
    if (missing.isEmpty()) {
      return Map.of();
    }
    Map<String, String> told = new LinkedHashMap<>();
    missing.forEach(
        (name, reason) -> told.put(Names.requireName("fact", name), Names.reason(reason)));
    return told;
  }

  private static Object scalar(String name, @Nullable Object value) {
    if (value == null) {
      throw new InvalidInputException(
          "Expected fact '" + name + "' to have a value, but it is null.",
          "leave out what is not known, or mark it missing with the reason");
    }
    if (value instanceof String text) {
      return Names.requireText("fact '" + name + "'", text);
    }
    if (value instanceof Boolean || value instanceof Long || value instanceof Double) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      list.forEach(text -> Names.requireText("fact '" + name + "'", (String) text));
      return List.copyOf(list);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof java.time.temporal.TemporalAccessor) {
      return value.toString();
    }
    throw new InvalidInputException(
        "Expected fact '"
            + name
            + "' to be a string, boolean, number or list of strings, but it is a "
            + value.getClass().getName()
            + ".",
        "pass an id or the scalars that policies need, and keep the object in the host");
  }

  /** Collects facts. Not thread-safe; building does not consume it. */
  @HostCalls
  public static final class Builder {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, String> missing = new LinkedHashMap<>();

    private Builder() {}

    /** Puts a value, which must not be null; a later one for the same name wins. */
    public Builder put(String name, Object value) {
      values.put(name, value);
      return this;
    }

    /** Marks a fact that could not be had, with the reason for people to read. */
    public Builder missing(String name, String reason) {
      missing.put(name, reason);
      return this;
    }

    /** The facts so far. */
    public Facts build() {
      return new Facts(values, missing);
    }
  }
}
