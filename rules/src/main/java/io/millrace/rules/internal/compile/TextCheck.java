// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Checks the text of a tenant's file before it is parsed. */
final class TextCheck {
  private static final int LARGEST_FILE = 64 << 10;

  private TextCheck() {}

  static void check(RuleFile file, Problems problems) {
    String text = file.text();
    int size = text.getBytes(StandardCharsets.UTF_8).length;
    if (size > LARGEST_FILE) {
      problems.add(
          file.path(),
          0,
          "Expected a file of at most " + LARGEST_FILE + " bytes, but it has " + size + ".",
          "split it into several files of the same package");
      return;
    }
    int line = 1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      line += text.charAt(i) == '\n' ? 1 : 0;
      String found = forbidden(text, i);
      if (!found.isEmpty()) {
        problems.add(
            file.path(),
            line,
            "Expected plain text, but there is " + found + ".",
            "write the character itself, and nothing that readers cannot see");
        return;
      }
    }
  }

  private static String forbidden(String text, int i) {
    if (text.startsWith("\\u", i)) {
      return "a Unicode escape"; // Java would read it before it looks at quotation marks
    }
    if (text.startsWith("\"\"\"", i)) {
      return "a text block, or a quotation mark too many"; // DRL and Java end it elsewhere
    }
    int c = text.codePointAt(i);
    boolean isBlank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    return isInvisible(c) && !isBlank ? String.format(Locale.ROOT, "the character U+%04X", c) : "";
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
