// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartupBenchmarkTest {

  @Test
  void shouldStartInFreshJvms() {
    Output output = new Output();

    StartupBenchmark.measure(1, List.of(Contender.PACK, Contender.CAMUNDA), output.stream());

    assertThat(output.firstColumn()).containsExactly("PACK", "CAMUNDA");
    assertThat(output.numbers(3)).allMatch(millis -> millis > 0);
  }

  @Test
  void shouldCompileTheRulesOfThePack() {
    Contender.Clock clock = new Contender.Clock();

    Contender.DROOLS_COMPILES_PACK.start(clock);

    assertThat(clock.toString())
        .matches("measured ready=[0-9.]+ first=[0-9.]+ jvm=[0-9]+ cpu=[0-9]+");
  }
}
