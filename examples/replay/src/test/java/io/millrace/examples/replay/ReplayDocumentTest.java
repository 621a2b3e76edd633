// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rules.PriorityMatrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What {@code docs/replay.md} shows is what the replay takes. */
final class ReplayDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "..", "docs", "replay.md");

  @TempDir Path folder;

  @Test
  void shouldReadTheMappingOfTheDocument() throws IOException {
    // given
    Path file = Files.writeString(folder.resolve("help-desk.yaml"), example("mapping"));

    // when
    Mapping mapping = MappingReader.read(file);

    // then
    assertThat(mapping.name()).isEqualTo("help-desk");
    assertThat(mapping.phase("Returned to queue")).isEqualTo(Phase.WAITING);
    assertThat(mapping.phase("Done")).isEqualTo(Phase.CLOSED);
    assertThat(mapping.specialistOnNewGroup()).isTrue();
    assertThat(mapping.changing()).containsExactly("impact", "urgency");
  }

  @Test
  void shouldReadTheMatrixOfTheDocument() throws IOException {
    // given
    Path file = Files.writeString(folder.resolve("house.csv"), example("matrix"));

    // when
    PriorityMatrix matrix = PriorityMatrix.read(file);

    // then
    assertThat(matrix.name()).isEqualTo("house");
    assertThat(matrix.level("1 - High", "3 - Low")).isEqualTo("3 - Moderate");
    assertThat(matrix.warnings()).isEmpty();
  }

  @Test
  void shouldExplainEachOptionAndEachPhase() throws IOException {
    // given
    String document = Files.readString(DOCUMENT);

    // then
    for (OptionSpec option :
        new CommandLine(new ReplayCommand(new StopSignal())).getCommandSpec().options()) {
      assertThat(document).contains("`" + option.longestName());
    }
    for (Phase phase : Phase.values()) {
      assertThat(document).contains("| `" + phase.name().toLowerCase(Locale.ROOT) + "` |");
    }
  }

  private static String example(String name) throws IOException {
    Matcher matcher =
        Pattern.compile("<!-- example-" + name + " -->\\R```\\w+\\R(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCUMENT));
    assertThat(matcher.find()).as("an example of a " + name + " in the document").isTrue();
    return matcher.group(1);
  }
}
