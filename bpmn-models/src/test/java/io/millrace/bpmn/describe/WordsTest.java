// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void shouldSayDurationsInWords() {
    assertThat(words("PT2H")).isEqualTo("2 h");
    assertThat(words("P10D")).isEqualTo("10 days");
    assertThat(words("P1D")).isEqualTo("1 day");
    assertThat(words("PT48H")).isEqualTo("2 days");
    assertThat(words("PT335M")).isEqualTo("5 h 35 min");
    assertThat(words("P1DT1S")).isEqualTo("1 day 1 s");
    assertThat(words("PT0S")).isEqualTo("0 s");
  }

  @Test
  void shouldSayThatThereIsNoTarget() {
    assertThat(Words.target(null)).isEqualTo("no target");
    assertThat(Words.target(Duration.ofMinutes(5))).isEqualTo("5 min");
  }

  private static String words(String duration) {
    return Words.duration(Duration.parse(duration));
  }
}
