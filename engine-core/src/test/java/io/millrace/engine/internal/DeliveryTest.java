// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pauses between deliveries, and what is kept of a refusal. */
class DeliveryTest {

  @Test
  void shouldDoubleThePauseUpToFiveMinutes() {
    assertThat(IntStream.rangeClosed(1, 11).mapToObj(Delivery::pause).map(Duration::toSeconds))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L);
    assertThat(Delivery.pause(Integer.MAX_VALUE)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void shouldKeepWhatADatabaseCanStore() {
    assertThat(FailureText.of(new IllegalStateException("a\0b\uD83Dc"), 100))
        .isEqualTo("java.lang.IllegalStateException: a\uFFFDb\uFFFDc");
  }

  @Test
  void shouldNotCutACharacterInTwo() {
    RuntimeException failure =
        new RuntimeException("") {
          private static final long serialVersionUID = 1L;

          @Override
          public String toString() {
            return "ab\uD83D\uDE00";
          }
        };

    assertThat(FailureText.of(failure, 3)).isEqualTo("ab");
    assertThat(FailureText.of(failure, 4)).isEqualTo("ab\uD83D\uDE00");
  }

  @Test
  void shouldNameAnExceptionThatCannotSayWhatItIs() {
    RuntimeException failure =
        new RuntimeException() {
          private static final long serialVersionUID = 1L;

          @Override
          public String toString() {
            throw new IllegalStateException("no");
          }
        };

    assertThat(FailureText.of(failure, 100)).isEqualTo(failure.getClass().getName());
  }
}
