// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.Output;
import org.junit.jupiter.api.Test;

class DecisionProgramTest {

  @Test
  void shouldMeasureForms() {
    Output output = new Output();

    DecisionProgram.runTiny("(millrace|droolsModify|handWritten)", output.stream());

    assertThat(output.firstColumn())
        .containsExactlyInAnyOrder("millrace", "droolsModify", "handWritten");
    assertThat(output.numbers(1)).allMatch(micros -> micros > 0);
    assertThat(output.numbers(5)).allMatch(rate -> rate > 0);
  }
}
