// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.ValueStreams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about the built-in streams shows what they are. */
class ValueStreamsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "value-streams.md");
  private static final String UPDATE = "millrace.update-docs";

  @Test
  void shouldDescribeTheBuiltInStreams() throws IOException {
    String page = StreamDescriptions.of(ValueStreams.builtIn()).markdown();
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as(
            "what the page shows is out of date; look at the difference, and if it is meant, run"
                + " this test with -D"
                + UPDATE
                + "=true, which writes the page anew")
        .isEqualTo(page);
  }
}
