// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import java.util.ArrayList;
import java.util.List;

/**
 * Breaks text into lines of a given width. Widths are those of Arial, Helvetica and Liberation
 * Sans, which are the same; other characters are taken as wide as most are at the widest.
 */
final class TextWidth {
  /** Widths of the characters from the space to the tilde, in thousandths of the font size. */
  private static final short[] ASCII = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };

  /** No name that can be read in a picture is longer. */
  private static final int LONGEST = 600;

  private static final int FIRST_WIDE = 0x1100;
  private static final int WIDE = 1000;
  private static final int OTHER = 667;
  private static final double UNIT = 1000;

  private TextWidth() {}

  /** The width of the text in pixels, at a font size in pixels. */
  static double of(String text, double fontSize) {
    return text.codePoints().map(TextWidth::units).sum() * fontSize / UNIT;
  }

  /**
   * The lines of the text. Words that are too long for a line are broken; what does not fit into
   * the lines is cut off, and the last line then ends with an ellipsis.
   *
   * @param width the width of a line in pixels
   * @param mostLines how many lines there may be, at least one
   */
  static List<String> wrap(String text, double width, double fontSize, int mostLines) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    for (String word : shown.trim().split("\\s+")) {
      String rest = word;
      if (line.length() > 0 && of(line + " " + rest, fontSize) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (line.length() == 0 && of(rest, fontSize) > width && lines.size() <= mostLines) {
        int end = fitting(rest, width, fontSize);
        lines.add(rest.substring(0, end));
        rest = rest.substring(end);
      }
      if (lines.size() > mostLines) {
        break;
      }
      line.append(line.length() == 0 ? "" : " ").append(rest);
    }
    if (line.length() > 0) {
      lines.add(line.toString());
    }
    return lines.size() <= mostLines ? lines : cut(lines.subList(0, mostLines), width, fontSize);
  }

  private static List<String> cut(List<String> lines, double width, double fontSize) {
    List<String> kept = new ArrayList<>(lines);
    String last = kept.remove(kept.size() - 1);
    while (!last.isEmpty() && of(last + "…", fontSize) > width) {
      last = last.substring(0, last.offsetByCodePoints(last.length(), -1));
    }
    kept.add(last + "…");
    return kept;
  }

  /** How much of the beginning of a word fits into a line: at least one character. */
  private static int fitting(String word, double width, double fontSize) {
    double room = width * UNIT / fontSize;
    int end = 0;
    while (end < word.length()) {
      int c = word.codePointAt(end);
      room -= units(c);
      if (room < 0 && end > 0) {
        break;
      }
      end += Character.charCount(c);
    }
    return end;
  }

  private static int units(int c) {
    if (c >= ' ' && c <= '~') {
      return ASCII[c - ' '];
    }
    return c >= FIRST_WIDE ? WIDE : OTHER;
  }
}
