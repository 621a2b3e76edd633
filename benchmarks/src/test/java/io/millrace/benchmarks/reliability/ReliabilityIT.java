// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.benchmarks.Output;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The short forms of the programs, each with a PostgreSQL of its own. They wait for locks most of
 * the time, so they run beside one another.
 */
@Execution(ExecutionMode.CONCURRENT)
class ReliabilityIT {

  private static void run(String program, String... arguments) {
    Output output = new Output();

    boolean holds = Reliability.run(program, List.of(arguments), output.stream());

    assertThat(holds).as(output.toString()).isTrue();
    assertThat(output.toString()).doesNotContain("FAIL").containsAnyOf("PASS", "SKIPPED");
  }

  @Test
  void shouldDoEveryStepOnceInACluster() {
    run("cluster", "60", "2");
  }

  @Test
  void shouldLoseNothingWhenJvmsAreKilled() {
    run("crashes", "12", "2", "5", "1000");
  }

  @Test
  void shouldGoOnAfterAnOutage() {
    run("outage", "3", "2", "1000");
  }

  @Test
  void shouldGoOnAfterThePoolWasExhausted() {
    run("pool", "3", "32", "3", "1000");
  }

  @Test
  void shouldGoOnAfterTheDiskWasFull() {
    run("diskfull", "2", "1000");
  }

  @Test
  void shouldLeaveNothingBehind() {
    run("soak", "1", "7");
  }
}
