// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import io.millrace.model.InvalidInputException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How to read a log. Immutable and thread-safe.
 *
 * @param format the format; null to find out by name and content, or {@link LogFormat#CSV} if there
 *     is a mapping
 * @param mapping what the columns of {@link LogFormat#CSV} mean; null for the other formats
 * @param zone the zone of times that name none. A time in a gap (clocks going forward) is moved
 *     later by the length of the gap; of a time that occurs twice (clocks going back) the earlier
 *     one is taken: the rule of {@link java.time.ZonedDateTime#ofLocal}
 * @param skipBadRows whether bad rows are left out and listed, instead of refusing the log
 * @param maxListed how many problems are kept in full; all are counted
 * @param maxFieldChars the longest field, in characters
 * @param rowsPerChunk how many rows are sorted in memory at a time
 */
public record ReadOptions(
    @Nullable LogFormat format,
    @Nullable CsvMapping mapping,
    ZoneId zone,
    boolean skipBadRows,
    int maxListed,
    int maxFieldChars,
    int rowsPerChunk) {

  private static final ReadOptions DEFAULTS = builder().build();

  /**
   * Checks the values.
   *
   * @throws InvalidInputException if a number is below 1, or a mapping does not fit the format
   */
  public ReadOptions {
    if (mapping != null && format == null) {
      format = LogFormat.CSV;
    }
    if ((mapping != null) != (format == LogFormat.CSV)) {
      throw new InvalidInputException(
          "Expected a mapping with the log format CSV and with no other, but the format is "
              + format
              + (mapping == null ? " without a mapping." : " and there is a mapping."),
          "say with a mapping what the columns mean, or leave it out for other formats");
    }
    atLeastOne("maxListed", maxListed);
    atLeastOne("maxFieldChars", maxFieldChars);
    atLeastOne("rowsPerChunk", rowsPerChunk);
  }

  /** Format by content, UTC, bad rows refused, 100 problems listed. */
  public static ReadOptions defaults() {
    return DEFAULTS;
  }

  /** A new builder; not thread-safe. */
  public static Builder builder() {
    return new Builder();
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new InvalidInputException(
          "Expected read option '" + name + "' to be at least 1, but it is " + value + ".",
          "leave it out to take the default");
    }
  }

  /** Collects options. Not thread-safe; building does not consume it. */
  public static final class Builder {
    private @Nullable LogFormat format;
    private @Nullable CsvMapping mapping;
    private ZoneId zone = ZoneOffset.UTC;
    private boolean skipBadRows;
    private int maxListed = 100;
    private int maxFieldChars = 1 << 20;
    private int rowsPerChunk = 50_000;

    private Builder() {}

    /** The format; found out by name and content if not said. */
    public Builder format(@Nullable LogFormat value) {
      format = value;
      return this;
    }

    /** What the columns mean; the format is then {@link LogFormat#CSV}. */
    public Builder mapping(@Nullable CsvMapping value) {
      mapping = value;
      return this;
    }

    /** The zone of times that name none; UTC if not said. */
    public Builder zone(ZoneId value) {
      zone = value;
      return this;
    }

    /** Whether bad rows are left out and listed, instead of refusing the log; false if not said. */
    public Builder skipBadRows(boolean value) {
      skipBadRows = value;
      return this;
    }

    /** How many problems are kept in full; 100 if not said. */
    public Builder maxListed(int value) {
      maxListed = value;
      return this;
    }

    /** The longest field, in characters; 1,048,576 if not said. */
    public Builder maxFieldChars(int value) {
      maxFieldChars = value;
      return this;
    }

    /** How many rows are sorted in memory at a time; 50,000 (at most 16 MiB) if not said. */
    public Builder rowsPerChunk(int value) {
      rowsPerChunk = value;
      return this;
    }

    /** The options. */
    public ReadOptions build() {
      return new ReadOptions(
          format, mapping, zone, skipBadRows, maxListed, maxFieldChars, rowsPerChunk);
    }
  }
}
