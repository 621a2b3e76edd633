// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import io.millrace.model.InvalidInputException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a ticket log in CSV mean. Immutable and thread-safe.
 *
 * <p>Both a plain export, with one row for each item, and an audit log, with one row for each
 * event, can be read. Columns that are not mapped stay attributes by their own names.
 *
 * <h2>The file format</h2>
 *
 * YAML, UTF-8, at most 256 KiB. Unknown keys and words are refused, so a slip of the pen does not
 * pass for a meaning. {@code docs/schema/csv-mapping.schema.json} describes it for editors.
 *
 * <pre>{@code
 * name: help-desk
 * columns:
 *   id: Ticket
 *   opened: Created at
 *   closed: Closed at
 *   title: Subject
 *   team: Group
 * times:
 *   pattern: d/M/yyyy HH:mm
 *   zone: Europe/Berlin
 * separator: semicolon
 * missing: ["n/a", "-"]
 * ignore: [Internal note]
 * }</pre>
 *
 * Only {@code columns} with {@code id}, and {@code time} or {@code opened}, is required.
 *
 * @param name a name for messages
 * @param columns the name of the column in the log's header by its meaning; the header has to hold
 *     each of them
 * @param ignored columns that are left out, whether the log has them or not
 * @param missing values that stand for none; the empty one always does
 * @param pattern how times are written, as {@link java.time.format.DateTimeFormatter} has it, with
 *     names of months and days in English; null for ISO 8601. A date without a time of day means
 *     its first instant
 * @param zone the zone of times that name none; null for {@link ReadOptions#zone()}
 * @param separator what separates the fields: comma, semicolon or tab; null to take the commonest
 *     of them in the header
 */
public record CsvMapping(
    String name,
    Map<CsvColumn, String> columns,
    Set<String> ignored,
    Set<String> missing,
    @Nullable String pattern,
    @Nullable ZoneId zone,
    @Nullable Character separator) {

  /**
   * Checks and copies the values.
   *
   * @throws InvalidInputException if there is no column for the id, or none for {@code time} and
   *     {@code opened}, or the pattern or separator cannot be used
   */
  public CsvMapping {
    EnumMap<CsvColumn, String> checked = new EnumMap<>(CsvColumn.class);
    columns.forEach((meaning, column) -> checked.put(meaning, requireColumn(meaning, column)));
    columns = Collections.unmodifiableMap(checked);
    ignored = Collections.unmodifiableSet(new LinkedHashSet<>(ignored));
    missing = Collections.unmodifiableSet(new LinkedHashSet<>(missing));
    if (!columns.containsKey(CsvColumn.ID)) {
      throw new InvalidInputException(
          "Expected the mapping '" + name + "' to name the column of the id, but it names none.",
          "say which column identifies an item, such as 'id: Number'");
    }
    if (!columns.containsKey(CsvColumn.TIME) && !columns.containsKey(CsvColumn.OPENED)) {
      throw new InvalidInputException(
          "Expected the mapping '"
              + name
              + "' to name a column for 'time' or 'opened', but it names neither.",
          "say which column tells when a row was recorded, or when the item was opened");
    }
    if (separator != null && ",;\t".indexOf(separator) < 0) {
      throw new InvalidInputException(
          "Expected the separator of the mapping '"
              + name
              + "' to be a comma, a semicolon or a tab, but it is '"
              + separator
              + "'.",
          "leave it out to have it found out");
    }
    TimeText.requirePattern(pattern);
  }

  /**
   * Reads a mapping from a file in the format above.
   *
   * @throws LogMappingException with every problem of the file
   */
  public static CsvMapping read(Path file) {
    return new CsvMappingReader(file).read();
  }

  /** A new builder; not thread-safe. */
  public static Builder builder(String name) {
    return new Builder(name);
  }

  /** A builder that starts with these values. */
  public Builder toBuilder() {
    Builder builder = new Builder(name).pattern(pattern).zone(zone).separator(separator);
    columns.forEach(builder::column);
    ignored.forEach(builder::ignore);
    builder.missing.addAll(missing);
    return builder;
  }

  private static String requireColumn(CsvColumn meaning, String column) {
    if (column.isBlank()) {
      throw new InvalidInputException(
          "Expected the column for '" + meaning.word() + "' to be named, but the name is blank.",
          "write the name as the log's header has it, or leave '" + meaning.word() + "' out");
    }
    return column.strip();
  }

  /** Collects a mapping. Not thread-safe; building does not consume it. */
  public static final class Builder {
    private final String name;
    private final Map<CsvColumn, String> columns = new EnumMap<>(CsvColumn.class);
    private final Set<String> ignored = new LinkedHashSet<>();
    private final Set<String> missing = new LinkedHashSet<>();
    private @Nullable String pattern;
    private @Nullable ZoneId zone;
    private @Nullable Character separator;

    private Builder(String name) {
      this.name = name;
    }

    /** Says what a column means; a later one for the same meaning wins. */
    public Builder column(CsvColumn meaning, String column) {
      columns.put(meaning, column);
      return this;
    }

    /** Leaves a column out. */
    public Builder ignore(String column) {
      ignored.add(column);
      return this;
    }

    /** Adds values that stand for none, such as {@code "?"}. */
    public Builder missing(String... values) {
      missing.addAll(Arrays.asList(values));
      return this;
    }

    /** How times are written, such as {@code d/M/yyyy HH:mm}; ISO 8601 if not said. */
    public Builder pattern(@Nullable String value) {
      pattern = value;
      return this;
    }

    /** The zone of times that name none; the one of the read options if not said. */
    public Builder zone(@Nullable ZoneId value) {
      zone = value;
      return this;
    }

    /** What separates the fields; found out if not said. */
    public Builder separator(@Nullable Character value) {
      separator = value;
      return this;
    }

    /** The mapping. */
    public CsvMapping build() {
      return new CsvMapping(name, columns, ignored, missing, pattern, zone, separator);
    }
  }
}
