// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

/** Text that any database keeps: PostgreSQL takes neither NUL nor half a surrogate pair. */
public final class StorableText {
  private static final char UNSTORABLE = '\uFFFD';

  private StorableText() {}

  /**
   * The text, with a mark in place of what cannot be stored, and cut if it is longer than it may
   * be, but never within a character.
   *
   * @param limit how many chars at most
   */
  public static String of(String text, int limit) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), limit));
    int next;
    for (int i = 0; i < text.length(); i += next) {
      int point = text.codePointAt(i);
      next = Character.charCount(point);
      if (out.length() + next > limit) {
        break;
      }
      if (point == 0 || next == 1 && Character.isSurrogate((char) point)) {
        out.append(UNSTORABLE);
      } else {
        out.appendCodePoint(point);
      }
    }
    return out.toString();
  }
}
