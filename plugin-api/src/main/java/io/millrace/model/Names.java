// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of names and ids that come from outside. */
final class Names {
  /** The longest id or name that is stored, in characters. */
  static final int MAX_LENGTH = 255;

  private static final Pattern NOT_STORED = Pattern.compile("[\\x00\\p{Cs}]");

  private Names() {}

  static String requireName(String what, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw new InvalidInputException(
          "Expected the "
              + what
              + " to be a name, but it is "
              + (value == null ? "null" : "blank")
              + ".",
          "pass a non-blank " + what);
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
    return requireText(what, value);
  }

  /** Refuses null, which nothing is to be. */
  static <T> T require(String what, @Nullable T value, String advice) {
    if (value == null) {
      throw new InvalidInputException("Expected the " + what + ", but it is null.", advice);
    }
    return value;
  }

  /** Refuses what not every database keeps: the character 0, and half of a surrogate pair. */
  static String requireText(String what, String value) {
    Matcher odd = NOT_STORED.matcher(value);
    if (odd.find()) {
      throw new InvalidInputException(
          "Expected the "
              + what
              + " to be text that can be stored, but its character "
              + (odd.start() + 1)
              + " is U+%04X.".formatted((int) value.charAt(odd.start())),
          "leave it out, or look for a mistake in how the text was decoded or cut");
    }
    return value;
  }

  /** The reason with U+FFFD in place of what not every database keeps; a plugin may give none. */
  static String reason(@Nullable String text) {
    return text == null ? "no reason was told" : NOT_STORED.matcher(text).replaceAll("\uFFFD");
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
