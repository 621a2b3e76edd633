package io.millrace.logs;

import io.millrace.model.InvalidInputException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * How to read a log. Immutable and thread-safe.
 *
 * @param format the format; null to find out by name and content
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
    ZoneId zone,
    boolean skipBadRows,
    int maxListed,
    int maxFieldChars,
    int rowsPerChunk) {

  private static final ReadOptions DEFAULTS = builder().build();

  /** Checks the numbers. */
  public ReadOptions {
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
      return new ReadOptions(format, zone, skipBadRows, maxListed, maxFieldChars, rowsPerChunk);
    }
  }
}
