package io.millrace.engine.internal;

/** What somebody else's code threw, as text that can be stored. */
final class FailureText {
  private static final char UNSTORABLE = '\uFFFD';

  private FailureText() {}

  /**
   * The failure in its own words, without stack trace.
   *
   * @param limit how many characters at most
   */
  static String of(Throwable failure, int limit) {
    String text;
    try {
      text = String.valueOf(failure);
    } catch (RuntimeException | StackOverflowError e) { // an exception that cannot say what it is
      text = failure.getClass().getName();
    }
    return storable(text, limit);
  }

  /** PostgreSQL stores neither NUL nor half a surrogate pair, which a cut could leave. */
  private static String storable(String text, int limit) {
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
