// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.change;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts as texts: a list is its texts, anything else is one text. */
public final class Texts {
  private Texts() {}

  /** The texts of a fact's value, without blank ones; empty if it is not known. */
  public static List<String> of(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    List<?> all = value instanceof List<?> list ? list : List.of(value);
    return all.stream().map(Object::toString).filter(text -> !text.isBlank()).toList();
  }

  /** Whether a text is in both lists, apart from case and from blanks at the ends. */
  public static boolean meet(List<String> first, List<String> second) {
    for (String one : first) {
      for (String other : second) {
        if (one.strip().equalsIgnoreCase(other.strip())) {
          return true;
        }
      }
    }
    return false;
  }
}
