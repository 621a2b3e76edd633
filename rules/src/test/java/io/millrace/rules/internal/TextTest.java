// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TextTest {

  @Test
  void shouldFindWordsWithoutRegardToCaseAndPunctuation() {
    Text text = new Text("Can't LOG-IN!", "the (VPN) drops; \u00dcbung, it\u2019s late");

    assertThat(text.has("cant")).isTrue();
    assertThat(text.has("vpn")).isTrue();
    assertThat(text.has("\u00fcbung")).isTrue();
    assertThat(text.has("its")).isTrue();
    assertThat(text.has("drop")).isTrue();
    assertThat(text.has("dro")).isFalse();
    assertThat(text.has("in", "the")).isTrue();
    assertThat(text.has("log", "in")).isTrue();
    assertThat(text.has("in", "log")).isFalse();
    assertThat(text.has("cant", "log", "in")).isTrue();
    assertThat(text.has("cant", "log", "the")).isFalse();
  }

  @Test
  void shouldFindPluralsByTheirSingularOnly() {
    Text text = new Text("passwords access is", "");

    assertThat(text.has("password")).isTrue();
    assertThat(text.has("acces")).isFalse();
    assertThat(text.has("i")).isFalse();
  }

  @Test
  void shouldFindNothingInAnEmptyText() {
    assertThat(new Text("", "").has("a")).isFalse();
  }

  @Test
  void shouldAgreeWithASimpleSearch() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      // given
      Set<String> expected = new HashSet<>();
      StringBuilder words = new StringBuilder();
      for (int i = random.nextInt(200); i > 0; i--) {
        String word = word(random);
        expected.add(word);
        if (word.length() >= 4 && word.endsWith("s") && !word.endsWith("ss")) {
          expected.add(word.substring(0, word.length() - 1));
        }
        words.append(word).append(random.nextBoolean() ? " " : ", ");
      }
      // when
      Text text = new Text(words.toString(), "");
      // then
      for (int i = 0; i < 200; i++) {
        String asked = word(random);
        assertThat(text.has(asked))
            .as("seed %d, word %s", seed, asked)
            .isEqualTo(expected.contains(asked));
      }
    }
  }

  @Test
  void shouldStayFastOnLongRepeatedAndCollidingWords() {
    String repeated = "the ".repeat(100_000);
    StringBuilder colliding = new StringBuilder();
    for (int i = 0; i < 2_048; i++) {
      for (int bit = 0; bit < 11; bit++) {
        colliding.append((i >> bit & 1) == 0 ? "bb" : "aq");
      }
      colliding.append(' ');
    }

    Assertions.assertTimeout(
        Duration.ofSeconds(2),
        () -> {
          assertThat(new Text(repeated, "end").has("end")).isFalse();
          assertThat(new Text(colliding.toString(), "").has("nothing")).isFalse();
        });
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      word.append("abs".charAt(random.nextInt(3)));
    }
    return word.toString();
  }
}
