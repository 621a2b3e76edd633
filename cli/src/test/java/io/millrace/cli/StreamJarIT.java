// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about value streams in the shaded jar. */
final class StreamJarIT {
  @TempDir Path folder;

  @Test
  void shouldCheck() throws Exception {
    Run run = run("check", Streams.good(), "--handlers", "booking");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith(Streams.good() + ": 0 errors, 0 warnings, 0 hints\n");
    assertThat(run.code()).isZero();
    Path broken = Packs.write(folder, "broken.bpmn", "<a");
    assertThat(run("check", broken).code()).isEqualTo(2);
  }

  @Test
  void shouldDescribeAlsoWithOtherDigitsAndLetters() throws Exception {
    Path html = folder.resolve("all.html");
    Run run = run("describe", Streams.good(), "--built-in", "--html", html);
    assertThat(run).isEqualTo(new Run(0, "HTML: " + html + "\n", ""));
    assertThat(Schemas.read(html)).contains("Hire a bike", "Restore a live service", "</svg>");
    assertThat(run("describe", Streams.good()).out())
        .isEqualTo(Run.of("stream", "describe", Streams.good()).out());
  }

  @Test
  void shouldCopyTemplatesAndListStreams() throws Exception {
    Run run = run("templates", "--to", folder);
    assertThat(run.err()).isEmpty();
    assertThat(folder.resolve(".camunda/element-templates/millrace.json")).isNotEmptyFile();
    assertThat(run("list").out()).contains("restore-live-service  Restore a live service");
  }

  @Test
  void shouldRefuseWithoutATrace() throws Exception {
    Run run = run("describe", folder.resolve("none"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("Expected '").doesNotContain("\tat ");
  }

  private Run run(Object command, Object... more) throws Exception {
    return JarRun.of(folder, new Object[] {"stream", command}, more);
  }
}
