// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A text cut into lower-case words, the way a good engineer would write it in an hour: a set for
 * single words, a list for phrases. Millrace's peers use it. Same meaning as in the built-in pack:
 * an apostrophe joins, a plural in -s is found by its singular.
 */
public final class Words {
  private static final int SHORTEST_PLURAL = 4;

  private final List<String> list = new ArrayList<>(32);
  private final Set<String> set = new HashSet<>(64);

  /** Cuts title and description. */
  public Words(String title, String description) {
    cut(title);
    cut(description);
  }

  /** Whether one of the words is there. */
  public boolean mentions(String... words) {
    for (String word : words) {
      if (set.contains(word)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the words are there, one after the other. */
  public boolean says(String... words) {
    for (String word : words) {
      if (!set.contains(word)) {
        return false;
      }
    }
    for (int start = 0; start + words.length <= list.size(); start++) {
      int matched = 0;
      while (matched < words.length && isForm(list.get(start + matched), words[matched])) {
        matched++;
      }
      if (matched == words.length) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForm(String found, String word) {
    return found.equals(word)
        || isPlural(found)
            && found.length() == word.length() + 1
            && found.regionMatches(0, word, 0, word.length());
  }

  private static boolean isPlural(String word) {
    int end = word.length();
    return end >= SHORTEST_PLURAL && word.charAt(end - 1) == 's' && word.charAt(end - 2) != 's';
  }

  private void cut(String text) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        word.append(Character.toLowerCase(c));
      } else if (c != '\'' && c != '\u2019') {
        end(word);
      }
    }
    end(word);
  }

  private void end(StringBuilder letters) {
    if (letters.length() == 0) {
      return;
    }
    String word = letters.toString();
    letters.setLength(0);
    list.add(word);
    set.add(word);
    if (isPlural(word)) {
      set.add(word.substring(0, word.length() - 1));
    }
  }
}
