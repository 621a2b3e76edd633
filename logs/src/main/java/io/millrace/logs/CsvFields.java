// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of one row, checked as they are asked for; each problem is noted. */
final class CsvFields {
  private static final int MAX_ID = 255;
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,18}");

  private final CsvRecord csv;
  private final Map<String, Integer> columns;
  private final Problems problems;
  private final TimeText times;
  private final Set<String> missing;
  private boolean good = true;

  CsvFields(
      CsvRecord csv,
      Map<String, Integer> columns,
      Problems problems,
      TimeText times,
      Set<String> missing) {
    this.csv = csv;
    this.columns = columns;
    this.problems = problems;
    this.times = times;
    this.missing = missing;
  }

  /** Whether no problem was noted so far. */
  boolean good() {
    return good;
  }

  long line() {
    return csv.getStartingLineNumber();
  }

  /** Whether it has as many fields as the header; notes it if not. */
  boolean fitsHeader() {
    if (csv.getFieldCount() == columns.size()) {
      return true;
    }
    good = false;
    problems.add(
        line(),
        0,
        null,
        "to have " + columns.size() + " fields like the header",
        "it has " + csv.getFieldCount(),
        "look for a missing separator, or one inside a field without quotation marks");
    return false;
  }

  /** The values that are there, by name, of the columns at the given places. */
  Map<String, String> values(Map<String, Integer> places) {
    Map<String, String> values = new LinkedHashMap<>();
    places.forEach(
        (name, index) -> {
          String value = csv.getField(index).strip();
          if (!isMissing(value)) {
            values.put(name, value);
          }
        });
    return values;
  }

  @Nullable String optional(String column) {
    String value = text(column);
    return isMissing(value) ? null : value;
  }

  String required(String column, String expected) {
    String value = text(column);
    if (isMissing(value)) {
      bad(column, expected, "it is missing");
    }
    return value;
  }

  String id(String column, String expected) {
    String id = required(column, expected);
    if (id.length() > MAX_ID) {
      bad(column, "to have at most " + MAX_ID + " characters", "it has " + id.length());
    }
    return id;
  }

  @Nullable Instant requiredTime(String column) {
    required(column, "to be " + times.form());
    return time(column);
  }

  @Nullable Instant time(String column) {
    String value = text(column);
    if (isMissing(value)) {
      return null;
    }
    Optional<Instant> instant = times.find(value);
    if (instant.isEmpty()) {
      bad(column, "to be " + times.form(), "it is " + Problems.quote(value));
    }
    return instant.orElse(null);
  }

  long count(String column) {
    String value = text(column);
    if (COUNT.matcher(value).matches()) {
      return Long.parseLong(value);
    }
    bad(column, "to be a whole number such as 0", "it is " + Problems.quote(value));
    return 0;
  }

  private String text(String column) {
    Integer index = columns.get(column);
    return index == null ? "" : csv.getField(index).strip();
  }

  private boolean isMissing(String value) {
    return value.isEmpty() || missing.contains(value);
  }

  private void bad(String column, String expected, String found) {
    good = false;
    problems.add(
        line(),
        columns.getOrDefault(column, -1) + 1,
        column,
        expected,
        found,
        "correct that field");
  }
}
