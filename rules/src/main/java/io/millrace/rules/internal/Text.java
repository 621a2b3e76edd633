// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A text cut into words once, for many look-ups. Words are runs of letters and digits in lower case
 * (without regard to the machine's locale); an apostrophe joins ("can't" is "cant"), everything
 * else separates. A plural ending in "s" is also found as its singular. Only the first {@link
 * #LONGEST} characters count. Immutable.
 *
 * <p>Words are not turned into strings: each is a range of characters and the hash that {@link
 * String#hashCode()} would give, found behind a bit filter that answers most look-ups.
 */
public final class Text {
  static final int LONGEST = 20_000;

  private static final int SHORTEST_PLURAL = 4;

  private final char[] chars;
  private int[] starts = new int[32];
  private int[] ends = new int[32];
  private int[] hashes = new int[32];
  private int words;
  private long filterLow;
  private long filterHigh;

  Text(String first, String second) {
    int length = Math.min(first.length(), LONGEST);
    int rest = Math.min(second.length(), LONGEST - length);
    chars = new char[length + 1 + rest];
    first.getChars(0, length, chars, 0);
    chars[length] = ' ';
    second.getChars(0, rest, chars, length + 1);
    cut();
  }

  /** The words of a text, in order: what a condition has to ask for to find them. */
  public static List<String> wordsOf(String text) {
    Text cut = new Text(text, "");
    List<String> found = new ArrayList<>(cut.words);
    for (int i = 0; i < cut.words; i++) {
      found.add(new String(cut.chars, cut.starts[i], cut.ends[i] - cut.starts[i]));
    }
    return found;
  }

  /** Whether the word is there. It must be in lower case, letters and digits only. */
  boolean has(String word) {
    int hash = word.hashCode();
    if (!maybe(hash)) {
      return false;
    }
    for (int i = 0; i < words; i++) {
      if (is(i, word, hash)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the two words are there, one after the other. */
  boolean has(String first, String second) {
    int firstHash = first.hashCode();
    int secondHash = second.hashCode();
    if (!maybe(firstHash) || !maybe(secondHash)) {
      return false;
    }
    for (int i = 0; i + 1 < words; i++) {
      if (is(i, first, firstHash) && is(i + 1, second, secondHash)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the three words are there, one after the other. */
  boolean has(String first, String second, String third) {
    int firstHash = first.hashCode();
    int secondHash = second.hashCode();
    int thirdHash = third.hashCode();
    if (!maybe(firstHash) || !maybe(secondHash) || !maybe(thirdHash)) {
      return false;
    }
    for (int i = 0; i + 2 < words; i++) {
      if (is(i, first, firstHash) && is(i + 1, second, secondHash) && is(i + 2, third, thirdHash)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the words are there, one after the other. */
  boolean has(List<String> phrase) {
    for (int i = 0; i + phrase.size() <= words; i++) {
      int matched = 0;
      while (matched < phrase.size() && is(i + matched, phrase.get(matched))) {
        matched++;
      }
      if (matched == phrase.size()) {
        return true;
      }
    }
    return false;
  }

  /** Adds the rules that need one of the words. */
  void collectRules(WordIndex index, long[] found) {
    for (int i = 0; i < words; i++) {
      index.collect(hashes[i], found);
      if (plural(i)) {
        index.collect(singular(hashes[i]), found);
      }
    }
  }

  private void cut() {
    int kept = 0;
    int start = 0;
    int hash = 0;
    for (int i = 0; i < chars.length; i++) {
      char c = chars[i];
      if (c < 128) {
        if (c >= 'A' && c <= 'Z') {
          c += 32;
        } else if (c == '\'') {
          continue;
        } else if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9')) {
          c = 0;
        }
      } else if (c == '\u2019') {
        continue;
      } else {
        c = Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
      }
      if (c != 0) {
        chars[kept++] = c;
        hash = 31 * hash + c;
      } else if (kept > start) {
        word(start, kept, hash);
        start = kept;
        hash = 0;
      }
    }
    if (kept > start) {
      word(start, kept, hash);
    }
  }

  private void word(int start, int end, int hash) {
    if (words == starts.length) {
      starts = Arrays.copyOf(starts, words * 2);
      ends = Arrays.copyOf(ends, words * 2);
      hashes = Arrays.copyOf(hashes, words * 2);
    }
    starts[words] = start;
    ends[words] = end;
    hashes[words] = hash;
    filter(hash);
    if (plural(words++)) {
      filter(singular(hash));
    }
  }

  private void filter(int hash) {
    filterLow |= 1L << hash;
    filterHigh |= 1L << (hash >>> 6);
  }

  private boolean maybe(int hash) {
    return (filterLow >>> hash & filterHigh >>> (hash >>> 6) & 1L) != 0;
  }

  private boolean is(int index, String word) {
    return is(index, word, word.hashCode());
  }

  private boolean is(int index, String word, int hash) {
    int length = word.length();
    if (!couldBe(index, length, hash)) {
      return false;
    }
    int start = starts[index];
    for (int i = 0; i < length; i++) {
      if (chars[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean couldBe(int index, int length, int hash) {
    int found = ends[index] - starts[index];
    return hashes[index] == hash ? found == length : found == length + 1 && plural(index);
  }

  private boolean plural(int index) {
    int end = ends[index];
    return end - starts[index] >= SHORTEST_PLURAL && chars[end - 1] == 's' && chars[end - 2] != 's';
  }

  /** The hash of a word without its last letter, from the hash with it: 31 has an inverse. */
  private static int singular(int hash) {
    return (hash - 's') * 0xbdef7bdf;
  }

  static int spread(int hash) {
    return hash ^ hash >>> 15;
  }
}
