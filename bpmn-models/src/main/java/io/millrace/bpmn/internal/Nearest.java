// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.Collection;
import java.util.Locale;

/** Finds the name that a designer may have meant. */
final class Nearest {
  /** Longer names are no slips of the pen. */
  private static final int LONGEST = 64;

  private Nearest() {}

  /**
   * " (perhaps 'x')" for the name with the smallest edit distance, without regard to case, if that
   * is at most a third of the name's length; of two, the one that sorts first. Otherwise empty.
   */
  static String hint(String name, Collection<String> names) {
    if (name.length() > LONGEST) {
      return "";
    }
    int best = Math.max(1, name.length() / 3) + 1;
    String found = null;
    for (String candidate : names.stream().sorted().toList()) {
      int distance = distance(key(name), key(candidate));
      if (distance < best) {
        best = distance;
        found = candidate;
      }
    }
    return found == null ? "" : " (perhaps '" + found + "')";
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** How many characters have to be inserted, deleted or replaced (Levenshtein, 1965). */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
