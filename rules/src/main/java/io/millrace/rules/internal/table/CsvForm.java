// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

/** What kind of CSV file is read, and what it may hold. */
public enum CsvForm {
  /** A priority matrix. */
  MATRIX("matrix", 256 * 1024, false),

  /** A decision table: a cell may be a number test such as {@code = 4}. */
  TABLE("table", 1 << 20, true);

  /** The most lines that hold something. */
  static final int MAX_LINES = 10_000;

  /** The most fields of a line. */
  static final int MAX_COLUMNS = 50;

  /** The longest field, in characters. */
  static final int MAX_FIELD = 10_000;

  private final String word;
  private final int maxBytes;
  private final boolean numberTests;

  CsvForm(String word, int maxBytes, boolean numberTests) {
    this.word = word;
    this.maxBytes = maxBytes;
    this.numberTests = numberTests;
  }

  /** What people call it. */
  String word() {
    return word;
  }

  /** The most bytes of a file. */
  public int maxBytes() {
    return maxBytes;
  }

  /** Whether a field may be an equals sign and a number. */
  boolean numberTests() {
    return numberTests;
  }
}
