// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import io.millrace.model.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads times in one way of writing. Remembers the last ones, which repeat in every row of an item.
 * Not thread-safe.
 */
final class TimeText {
  private static final int REMEMBERED = 1_024;
  private static final ZonedDateTime SAMPLE =
      ZonedDateTime.of(2016, 2, 29, 18, 42, 10, 0, ZoneId.of("+01:00"));
  private static final DateTimeFormatter ISO = iso();

  private final DateTimeFormatter format;
  private final String form;
  private final ZoneId zone;
  private final Map<String, Instant> known = new LinkedHashMap<>();

  private TimeText(DateTimeFormatter format, String form, ZoneId zone) {
    this.format = format;
    this.form = form;
    this.zone = zone;
  }

  /** Times of ServiceNow's audit log. */
  static TimeText serviceNow(ZoneId zone) {
    return new TimeText(
        formatter("d/M/yyyy H:mm[:ss]"), "a time like 29/2/2016 06:42 (d/M/yyyy HH:mm)", zone);
  }

  /** Times in a pattern; ISO 8601 without one. */
  static TimeText of(@Nullable String pattern, ZoneId zone) {
    return pattern == null
        ? new TimeText(ISO, "a time like 2016-02-29T18:42:10+01:00 or 2016-02-29 18:42", zone)
        : new TimeText(
            formatter(pattern),
            "a time like " + formatter(pattern).format(SAMPLE) + " (" + pattern + ")",
            zone);
  }

  /**
   * @throws InvalidInputException if the pattern does not tell a day
   */
  static void requirePattern(@Nullable String pattern) {
    if (pattern == null) {
      return;
    }
    try {
      DateTimeFormatter formatter = formatter(pattern);
      parse(formatter, formatter.format(SAMPLE));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidInputException(
          "Expected the pattern of times to tell at least year, month and day, but it is '"
              + pattern
              + "'.",
          "write it like 'd/M/yyyy HH:mm' or 'yyyy-MM-dd HH:mm:ss', or leave it out for ISO 8601",
          e);
    }
  }

  /** How a time has to look, for messages. */
  String form() {
    return form;
  }

  Optional<Instant> find(String text) {
    Instant instant = known.get(text);
    if (instant == null) {
      try {
        instant = instant(parse(format, text));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
      if (known.size() >= REMEMBERED) {
        known.clear();
      }
      known.put(text, instant);
    }
    return Optional.of(instant);
  }

  private Instant instant(TemporalAccessor time) {
    if (time instanceof ZonedDateTime zoned) {
      return zoned.toInstant();
    }
    return time instanceof LocalDateTime local
        ? local.atZone(zone).toInstant()
        : LocalDate.from(time).atStartOfDay(zone).toInstant();
  }

  private static TemporalAccessor parse(DateTimeFormatter formatter, String text) {
    return formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
  }

  private static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(withPlainYears(pattern))
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** With a strict resolver, {@code y} would need an era. */
  private static String withPlainYears(String pattern) {
    StringBuilder plain = new StringBuilder(pattern);
    boolean quoted = false;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else if (c == 'y' && !quoted) {
        plain.setCharAt(i, 'u');
      }
    }
    return plain.toString();
  }

  private static DateTimeFormatter iso() {
    DateTimeFormatterBuilder builder =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE);
    for (char before : new char[] {'T', ' '}) {
      builder
          .optionalStart()
          .appendLiteral(before)
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendLiteral(' ')
          .optionalEnd()
          .optionalStart()
          .appendOffsetId()
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HHmm", "Z")
          .optionalEnd()
          .optionalEnd();
    }
    return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
  }
}
