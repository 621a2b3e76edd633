package io.millrace.model;

/** Checks of names and ids that come from outside. */
final class Names {
  /** The longest id or name that is stored, in characters. */
  static final int MAX_LENGTH = 255;

  private Names() {}

  static String requireName(String what, String value) {
    if (value.isBlank()) {
      throw new InvalidInputException(
          "Expected the " + what + " to be a name, but it is blank.", "pass a non-blank " + what);
    }
    if (value.length() > MAX_LENGTH) {
      throw new InvalidInputException(
          "Expected the "
              + what
              + " to have at most "
              + MAX_LENGTH
              + " characters, but it has "
              + value.length()
              + ".",
          "shorten it, or keep the long form in a fact");
    }
    return value;
  }
}
