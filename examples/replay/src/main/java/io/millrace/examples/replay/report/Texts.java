// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

/**
 * Makes text of a log harmless. What a log holds was written by strangers: it may carry markup,
 * escape sequences of terminals, or marks that turn the direction of writing.
 */
final class Texts {
  private Texts() {}

  /** For HTML and SVG, as content or between quotation marks. */
  static String escape(String text) {
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
                default -> append(out, c, !unseen(c));
              }
            });
    return out.toString();
  }

  /** For a picture: what cannot be seen, by its number. */
  static String visible(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(out, c, !unseen(c)));
    return out.toString();
  }

  /** Printable ASCII only; all else by its number. */
  static String ascii(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(out, c, c >= ' ' && c <= '~'));
    return out.toString();
  }

  /** At most so many characters. */
  static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, Math.max(0, most - 3)) + "...";
  }

  private static void append(StringBuilder out, int c, boolean asIs) {
    if (asIs) {
      out.appendCodePoint(c);
    } else {
      out.append(String.format("\\u%04x", c));
    }
  }

  private static boolean unseen(int c) {
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
