// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

/**
 * What a field of a CSV file may hold. A spreadsheet runs a cell as a formula if it begins with one
 * of a few characters; a file that people open there must not hold one, wherever it came from.
 * Nothing here is ever evaluated.
 */
final class Fields {
  /** The signs that begin a formula, also in full width, as East Asian spreadsheets take them. */
  private static final String FORMULA = "=+@\uFF1D\uFF0B\uFF0D\uFF20";

  private static final char NO_BREAK_SPACE = '\u00A0';

  private Fields() {}

  /** Without white space and no-break spaces at the ends: spreadsheets leave both. */
  static String stripped(String field) {
    int start = 0;
    int end = field.length();
    while (start < end && isBlank(field.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(field.charAt(end - 1))) {
      end--;
    }
    return field.substring(start, end);
  }

  /** Adds a problem if the field, as it is in the file, holds what it must not. */
  static void check(int line, int column, String raw, CsvForm form, FileProblems problems) {
    if (raw.length() > CsvForm.MAX_FIELD) {
      problems.add(
          line,
          "Expected at most "
              + CsvForm.MAX_FIELD
              + " characters in a field, but column "
              + column
              + " has "
              + raw.length()
              + ".",
          "split it");
      return;
    }
    int control = control(raw);
    if (control >= 0) {
      problems.add(
          line,
          String.format(
              java.util.Locale.ROOT,
              "Expected plain text, but column %s holds the control character U+%04X.",
              column,
              control),
          "delete it, and put no line break or tab into a field");
    } else if (isFormula(stripped(raw), form)) {
      formula(line, column, stripped(raw), problems);
    }
  }

  /** Adds the problem that a field begins as a formula does. */
  static void formula(int line, int column, String field, FileProblems problems) {
    problems.add(
        line,
        "Expected text, but column "
            + column
            + " ("
            + FileProblems.quoted(field)
            + ") begins with '"
            + field.charAt(0)
            + "', so a spreadsheet takes it for a formula.",
        "begin it with a letter or a digit");
  }

  /** Whether a spreadsheet would run the field, which has no blanks at its ends. */
  static boolean isFormula(String field, CsvForm form) {
    if (field.isEmpty()) {
      return false;
    }
    char first = field.charAt(0);
    if (first == '=' && form.numberTests()) {
      return !Amount.isNumber(field.substring(1));
    }
    boolean isMinus = first == '-' && field.length() > 1;
    return isMinus ? !Amount.isNumber(field) : FORMULA.indexOf(first) >= 0;
  }

  /** The first character that does not print or turns the direction of text; -1 if none. */
  private static int control(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c < ' ' || c > '~' && isControl(c)) {
        return c;
      }
    }
    return -1;
  }

  private static boolean isControl(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      // some scripts and emoji need the joiners
      case Character.FORMAT -> c != '\u200C' && c != '\u200D' && c != '\u00AD';
      default -> false;
    };
  }

  private static boolean isBlank(char c) {
    return c == NO_BREAK_SPACE || Character.isWhitespace(c);
  }
}
