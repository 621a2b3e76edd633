// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.Output;
import org.junit.jupiter.api.Test;

class GrowthBenchmarkTest {

  @Test
  void shouldCompareTwoStoresAndCleanThemUp() {
    Output output = new Output();

    GrowthBenchmark.run(new GrowthBenchmark.Size(50, 300, 10, 1, 2, 40), output.stream());

    assertThat(output.firstColumn()).hasSize(GrownStore.Operation.values().length);
    assertThat(output.numbers(1)).allMatch(millis -> millis > 0);
    assertThat(output.numbers(2)).allMatch(millis -> millis > 0);
    assertThat(output.toString())
        .containsPattern("Clean-up with 50 closed: 40 work items and [0-9,]+ rows")
        .containsPattern("Clean-up with 300 closed: 40 work items and [0-9,]+ rows");
  }
}
