// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private final Claims claims = new Claims();
  private final Output output = new Output();

  @Test
  void shouldHoldWhenEveryClaimHolds() {
    claims.same("effects", 1_000, 1_000);
    claims.atMost("calls", 4, 4);
    claims.none("findings", List.of());

    assertThat(claims.print(output.stream())).isTrue();
    assertThat(output.toString()).contains("| effects | 1,000 | 1,000 | PASS |");
  }

  @Test
  void shouldFailWhenOneClaimFails() {
    claims.same("effects", 1_000, 1_001);
    claims.same("calls", 1, 1);

    assertThat(claims.print(output.stream())).isFalse();
    assertThat(output.toString()).contains("| effects | 1,000 | 1,001 | **FAIL** |");
  }

  @Test
  void shouldShowTheFirstFindings() {
    claims.none("findings", List.of("a", "b", "c", "d"));

    assertThat(claims.print(output.stream())).isFalse();
    assertThat(output.toString()).contains("| findings | none | 4, such as [a, b, c] | **FAIL** |");
  }

  @Test
  void shouldFailBeyondALimit() {
    claims.atMost("calls", 4, 5);

    assertThat(claims.print(output.stream())).isFalse();
  }
}
