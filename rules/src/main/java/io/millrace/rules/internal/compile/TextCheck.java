package io.millrace.rules.internal.compile;

import java.nio.charset.StandardCharsets;

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
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line += c == '\n' ? 1 : 0;
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
    char c = text.charAt(i);
    if (c == '\\' && text.startsWith("u", i + 1)) {
      return "a Unicode escape"; // Java would read it before it looks at quotation marks
    }
    if (c == '"' && text.startsWith("\"\"", i + 1)) {
      return "a text block, or a quotation mark too many"; // DRL and Java end it elsewhere
    }
    boolean isBlank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    boolean isInvisible =
        switch (Character.getType(c)) {
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
    return isInvisible && !isBlank
        ? "the character U+" + Integer.toHexString(0x10000 | c).substring(1)
        : "";
  }
}
