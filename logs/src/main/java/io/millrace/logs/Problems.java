// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with one log: the first few in full, all by number. Not thread-safe. */
final class Problems {
  private final String file;
  private final int maxListed;
  private final boolean skipBadRows;
  private final List<LogProblem> listed = new ArrayList<>();
  private long count;
  private long rejectedRows;

  Problems(Path file, ReadOptions options) {
    this.file = file.toString();
    this.maxListed = options.maxListed();
    this.skipBadRows = options.skipBadRows();
  }

  /** A problem of one row, which does not keep the others from being read. */
  void add(
      long line, int column, @Nullable String name, String expected, String found, String advice) {
    count++;
    if (listed.size() < maxListed) {
      String instead = skipBadRows ? advice : advice + ", or skip bad rows";
      listed.add(new LogProblem(file, line, column, name, expected, found, instead));
    }
  }

  /** Counts a row that is left out. */
  void rejectRow() {
    rejectedRows++;
  }

  /** A problem that ends the reading, whatever the options; also tells those found before. */
  LogFormatException fatal(
      long line, int column, @Nullable String name, String expected, String found, String advice) {
    LogProblem last = new LogProblem(file, line, column, name, expected, found, advice);
    List<LogProblem> all = new ArrayList<>();
    all.add(last);
    if (!skipBadRows) {
      all.addAll(0, listed);
      return new LogFormatException(all, count + 1);
    }
    return new LogFormatException(all, 1);
  }

  /** Refuses the log if there are problems that the options do not forgive. */
  void throwUnlessForgiven() {
    if (count > 0 && !skipBadRows) {
      throw new LogFormatException(listed, count);
    }
  }

  boolean refused() {
    return count > 0 && !skipBadRows;
  }

  long rejectedRows() {
    return rejectedRows;
  }

  List<LogProblem> listed() {
    return List.copyOf(listed);
  }

  /** A value for a message: quoted, shortened, without control characters. */
  static String quote(String value) {
    String plain = value.replaceAll("\\p{Cntrl}", " ");
    return "'" + (plain.length() > 60 ? plain.substring(0, 60) + "..." : plain) + "'";
  }

  /** Another's message as a part of a sentence of ours: on one line, without a full stop. */
  static String sentence(String message) {
    return message.strip().replaceAll("\\s+", " ").replaceAll("\\.+$", "");
  }
}
