package io.millrace.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

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

  /** The names in their order, none of them blank. */
  static Set<String> copy(String what, Set<String> names) {
    Set<String> copy = new LinkedHashSet<>();
    names.forEach(name -> copy.add(requireName(what, name)));
    return Collections.unmodifiableSet(copy);
  }

  static void requireOrder(String what, String name, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new InvalidInputException(
          "Expected the "
              + what
              + " '"
              + name
              + "' to end after its start "
              + from
              + ", but it ends at "
              + to
              + ".",
          "swap the two, or let it last for some time");
    }
  }
}
