package io.millrace.logs;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks one row and notes each of its problems. */
final class ServiceNowRow {
  private static final int MAX_ID = 255;
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

  private final CsvRecord csv;
  private final Map<String, Integer> columns;
  private final Problems problems;
  private final ServiceNowTime time;
  private boolean good = true;

  ServiceNowRow(
      CsvRecord csv, Map<String, Integer> columns, Problems problems, ServiceNowTime time) {
    this.csv = csv;
    this.columns = columns;
    this.problems = problems;
    this.time = time;
  }

  static boolean isMissing(String value) {
    return value.isEmpty() || value.equals("?");
  }

  /** The row as an event; null if it has problems. */
  @Nullable RawEvent toEvent(long ordinal, Function<CsvRecord, byte[]> attributes) {
    if (csv.getFieldCount() != columns.size()) {
      problems.add(
          csv.getStartingLineNumber(),
          0,
          null,
          "to have " + columns.size() + " fields like the header",
          "it has " + csv.getFieldCount(),
          "look for a missing separator, or one inside a field without quotation marks");
      return null;
    }
    String item = required("number", "to be the incident's number");
    String state = required("incident_state", "to name a state");
    Instant at = requiredTime("sys_updated_at");
    long hint = count("sys_mod_count");
    Instant openedAt = time("opened_at");
    Instant resolvedAt = time("resolved_at");
    Instant closedAt = time("closed_at");
    if (item.length() > MAX_ID) {
      bad("number", "to have at most " + MAX_ID + " characters", "it has " + item.length());
    }
    if (!good || at == null) {
      return null;
    }
    return new RawEvent(
        ordinal,
        csv.getStartingLineNumber(),
        hint,
        item,
        at,
        state,
        optional("assignment_group"),
        optional("assigned_to"),
        openedAt,
        resolvedAt,
        closedAt,
        attributes.apply(csv));
  }

  private String text(String column) {
    Integer index = columns.get(column);
    return index == null ? "" : csv.getField(index).strip();
  }

  private @Nullable String optional(String column) {
    String value = text(column);
    return isMissing(value) ? null : value;
  }

  private String required(String column, String expected) {
    String value = text(column);
    if (isMissing(value)) {
      bad(column, expected, "it is missing");
    }
    return value;
  }

  private @Nullable Instant requiredTime(String column) {
    required(column, "to be a time like 29/2/2016 06:42 (d/M/yyyy HH:mm)");
    return time(column);
  }

  private @Nullable Instant time(String column) {
    String value = text(column);
    if (isMissing(value)) {
      return null;
    }
    Optional<Instant> instant = time.find(value);
    if (instant.isEmpty()) {
      bad(
          column,
          "to be a time like 29/2/2016 06:42 (d/M/yyyy HH:mm)",
          "it is " + Problems.quote(value));
    }
    return instant.orElse(null);
  }

  private long count(String column) {
    String value = text(column);
    if (COUNT.matcher(value).matches()) {
      return Long.parseLong(value);
    }
    bad(column, "to be a whole number such as 0", "it is " + Problems.quote(value));
    return 0;
  }

  private void bad(String column, String expected, String found) {
    good = false;
    problems.add(
        csv.getStartingLineNumber(),
        columns.getOrDefault(column, -1) + 1,
        column,
        expected,
        found,
        "correct that field");
  }
}
