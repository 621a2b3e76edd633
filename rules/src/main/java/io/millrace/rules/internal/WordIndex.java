// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import java.util.List;

/**
 * Finds, from the words of a text, the rules that can match it: most rules need one of a few words,
 * and most texts hold few of them. Immutable and thread-safe.
 *
 * <p>Which words a rule needs is found by asking its first condition about an item without facts
 * and text. If it asks for words of the text only and does not hold, then it does not hold for any
 * item that has none of these words: it gets the same answers and takes the same path. Hashes may
 * collide; a rule too many does no harm, because its conditions are asked anyway.
 */
final class WordIndex {
  private final int[] keys;
  private final long[][] rules;
  private final long[] always;
  private final int mask;
  private boolean empty = true;

  /**
   * @param wordsByRule the words that each rule needs one of; empty if it can match any text
   */
  WordIndex(List<List<String>> wordsByRule) {
    int words = wordsByRule.stream().mapToInt(List::size).sum();
    int size = Math.max(16, Integer.highestOneBit(words * 4) << 1);
    keys = new int[size];
    rules = new long[size][];
    mask = size - 1;
    always = new long[(wordsByRule.size() + Long.SIZE - 1) / Long.SIZE];
    for (int rule = 0; rule < wordsByRule.size(); rule++) {
      List<String> needed = wordsByRule.get(rule);
      if (needed.isEmpty()) {
        set(always, rule);
      }
      for (String word : needed) {
        set(slot(word.hashCode()), rule);
        empty = false;
      }
    }
  }

  /** The numbers of the rules that can match, as bits. */
  long[] candidates(DefaultItem item) {
    long[] found = always.clone();
    if (!empty) {
      item.text().collectRules(this, found);
    }
    return found;
  }

  /** Adds the rules that need the word of this hash. */
  void collect(int hash, long[] found) {
    int place = Text.spread(hash) & mask;
    for (long[] bits = rules[place]; bits != null; bits = rules[place]) {
      if (keys[place] == hash) {
        for (int i = 0; i < bits.length; i++) {
          found[i] |= bits[i];
        }
        return;
      }
      place = (place + 1) & mask;
    }
  }

  private long[] slot(int hash) {
    int place = Text.spread(hash) & mask;
    while (rules[place] != null && keys[place] != hash) {
      place = (place + 1) & mask;
    }
    if (rules[place] == null) {
      keys[place] = hash;
      rules[place] = new long[always.length];
    }
    return rules[place];
  }

  private static void set(long[] bits, int bit) {
    bits[bit >> 6] |= 1L << bit;
  }
}
