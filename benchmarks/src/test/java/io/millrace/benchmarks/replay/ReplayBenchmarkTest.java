// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.benchmarks.Output;
import io.millrace.examples.replay.ReplayPlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayBenchmarkTest {

  @Test
  void shouldTakeTheSameIncidentsThroughEveryContender(@TempDir Path folder) throws IOException {
    Path log = folder.resolve("day.csv");
    try (InputStream day = ReplayPlan.class.getResourceAsStream("axle-day.csv")) {
      Files.copy(day, log);
    }
    Output output = new Output();

    ReplayBenchmark.run(List.of(log.toString(), "12", "1"), output.stream());

    assertThat(output.toString())
        .contains("12 incidents")
        .containsPattern("Millrace, a transaction for each event +[0-9.]+ /s +[0-9.]+x")
        .containsPattern("bare Camunda +[0-9.]+ /s +1.00x");
  }

  @Test
  void shouldAskForALog() {
    assertThatThrownBy(() -> ReplayBenchmark.run(List.of(), System.out))
        .hasMessage(
            "Expected a log, but got none.\n"
                + "Maybe give a ServiceNow audit log or an XES file.");
  }
}
