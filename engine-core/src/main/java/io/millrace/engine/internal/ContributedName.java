// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.store.StorableText;
import io.millrace.model.InvalidInputException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the names by which what plugins bring is told apart. */
final class ContributedName {
  /** Begins the names of Millrace's own handlers and sinks. */
  private static final String RESERVED = "millrace.";

  private static final int LONGEST = 255;

  private ContributedName() {}

  /**
   * Requires a name that can be stored.
   *
   * @param plugin who gave it
   * @param what what it is the name of
   */
  static String require(String plugin, String what, @Nullable String name) {
    if (name == null
        || name.isBlank()
        || name.length() > LONGEST
        || !name.equals(StorableText.of(name, LONGEST))) {
      throw new InvalidInputException(
          "Expected a name of 1 to "
              + LONGEST
              + " characters that can be stored for each "
              + what
              + ", but plugin '"
              + plugin
              + "' gave '"
              + name
              + "'.",
          "name it after what it is for, such as audit");
    }
    return name;
  }

  /** Requires a name that is neither Millrace's nor there already, and puts what bears it. */
  static <T> void putNew(Map<String, T> all, String plugin, String what, String name, T named) {
    require(plugin, what, name);
    if (name.startsWith(RESERVED)) {
      throw new InvalidInputException(
          "Expected "
              + what
              + " '"
              + name
              + "' to have a name of the host's own, but names that begin with '"
              + RESERVED
              + "' are Millrace's.",
          "rename it");
    }
    if (all.putIfAbsent(name, named) != null) {
      throw new InvalidInputException(
          "Expected each " + what + " to have its own name, but '" + name + "' is there twice.",
          "rename one, or register one plugin only");
    }
  }
}
