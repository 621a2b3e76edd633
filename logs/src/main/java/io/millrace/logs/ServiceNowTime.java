package io.millrace.logs;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads times without a zone. Remembers the last ones, which repeat in every row of an item. */
final class ServiceNowTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("d/M/uuuu H:mm[:ss]", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
  private static final int REMEMBERED = 1_024;

  private final ZoneId zone;
  private final Map<String, Instant> known = new LinkedHashMap<>();

  ServiceNowTime(ZoneId zone) {
    this.zone = zone;
  }

  Optional<Instant> find(String text) {
    Instant instant = known.get(text);
    if (instant == null) {
      try {
        instant = LocalDateTime.parse(text, FORMAT).atZone(zone).toInstant();
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
      if (known.size() >= REMEMBERED) {
        known.clear();
      }
      known.put(text, instant);
    }
    return Optional.of(instant);
  }
}
