// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BatchProgramTest {

  @Test
  void shouldCompareOneThreadWithAllCores() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BatchProgram.run(2_000, 1, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .matches(
            "2,000 items, median of 1 rounds: one thread \\d+\\.\\d\\d s, \\d+ cores "
                + "\\d+\\.\\d\\d s, \\d+\\.\\d\\dx\\R");
  }
}
