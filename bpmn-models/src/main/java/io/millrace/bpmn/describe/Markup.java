// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

/**
 * Makes texts of models harmless in markup. Models may come from anybody: their texts may hold
 * markup, characters that nobody sees, or marks that turn the direction of writing.
 */
final class Markup {
  /** What Markdown would take for markup in a line. */
  private static final String MARKDOWN = "\\`*_[]|~!#";

  private Markup() {}

  /** For HTML and SVG, as content or between double quotation marks. */
  static String html(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> appendVisibly(out, c);
              }
            });
    return out.toString();
  }

  /** For a line or a table cell of Markdown. */
  static String markdown(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> {
                  out.append(MARKDOWN.indexOf(c) < 0 ? "" : "\\");
                  appendVisibly(out, c);
                }
              }
            });
    return out.toString().replace("://", ":\\//");
  }

  /** For drawing: what cannot be seen, by its number. */
  static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> appendVisibly(out, c));
    return out.toString();
  }

  private static void appendVisibly(StringBuilder out, int c) {
    if (Character.isWhitespace(c)) {
      out.append(' ');
    } else if (isUnseen(c)) {
      out.append(String.format("\\u%04x", c));
    } else {
      out.appendCodePoint(c);
    }
  }

  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
