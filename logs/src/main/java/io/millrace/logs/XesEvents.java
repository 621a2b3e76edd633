// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the events of XES and notes their problems. Not thread-safe. */
final class XesEvents {
  private static final int MAX_ID = 255;
  private static final Set<String> NO_ATTRIBUTE =
      Set.of("concept:name", "lifecycle:transition", "time:timestamp", "org:group", "org:resource");

  private final Problems problems;
  private final Attributes attributes;
  private final ZoneId zone;
  private long ordinal;

  XesEvents(Problems problems, Attributes attributes, ZoneId zone) {
    this.problems = problems;
    this.attributes = attributes;
    this.zone = zone;
  }

  /** The name of a trace, told by the attributes before its first event; null if it is bad. */
  @Nullable String traceName(Map<String, String> trace, long line) {
    String name = trace.getOrDefault("concept:name", "");
    if (isMissing(name)) {
      bad(
          line,
          "to begin a trace with its concept:name before its first event",
          "the trace has none",
          "give the trace a string attribute with the key concept:name");
      return null;
    }
    if (name.length() > MAX_ID) {
      bad(
          line,
          "to begin a trace whose concept:name has at most " + MAX_ID + " characters",
          "it has " + name.length(),
          "shorten the name");
      return null;
    }
    return name;
  }

  @Nullable RawEvent toEvent(
      long line, @Nullable String trace, Map<String, String> ofTrace, Map<String, String> event) {
    long place = ordinal++;
    Instant at = time(line, event);
    String state = state(line, event);
    if (trace == null || at == null || state == null) {
      return null;
    }
    return new RawEvent(
        place,
        line,
        place,
        trace,
        at,
        state,
        optional(event, "org:group"),
        optional(event, "org:resource"),
        null,
        null,
        null,
        attributes.pack(attributesOf(ofTrace, event)));
  }

  private @Nullable Instant time(long line, Map<String, String> event) {
    String text = event.getOrDefault("time:timestamp", "");
    if (isMissing(text)) {
      attribute(line, "time:timestamp", "to say when the event happened", "it is missing");
      return null;
    }
    Optional<Instant> instant = parse(text);
    if (instant.isEmpty()) {
      attribute(
          line,
          "time:timestamp",
          "to be a time like 2010-03-31T16:59:42+02:00",
          "it is " + Problems.quote(text));
    }
    return instant.orElse(null);
  }

  private Optional<Instant> parse(String text) {
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      return Optional.of(
          time instanceof OffsetDateTime offset
              ? offset.toInstant()
              : LocalDateTime.from(time).atZone(zone).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private @Nullable String state(long line, Map<String, String> event) {
    String name = event.getOrDefault("concept:name", "");
    String transition = event.getOrDefault("lifecycle:transition", "");
    if (isMissing(name)) {
      attribute(line, "concept:name", "to name what happened", "it is missing");
      return null;
    }
    return isMissing(transition) ? name : name + "/" + transition;
  }

  private static Map<String, String> attributesOf(
      Map<String, String> trace, Map<String, String> event) {
    Map<String, String> values = new LinkedHashMap<>();
    putAll(trace, values);
    putAll(event, values);
    return values;
  }

  private static void putAll(Map<String, String> from, Map<String, String> into) {
    from.forEach(
        (key, value) -> {
          if (!key.isBlank() && !NO_ATTRIBUTE.contains(key) && !isMissing(value)) {
            into.put(key, value);
          }
        });
  }

  private static @Nullable String optional(Map<String, String> event, String key) {
    String value = event.getOrDefault(key, "");
    return isMissing(value) ? null : value;
  }

  private static boolean isMissing(String value) {
    return value.isEmpty() || value.equals("?");
  }

  private void bad(long line, String expected, String found, String advice) {
    problems.add(line, 0, null, expected, found, advice);
  }

  private void attribute(long line, String key, String expected, String found) {
    problems.add(line, 0, key, expected, found, "correct that attribute of the event");
  }
}
