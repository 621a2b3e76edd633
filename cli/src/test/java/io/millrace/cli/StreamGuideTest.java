// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/stream-commands.md} shows is what the commands print. */
final class StreamGuideTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Path PAGE = DOCS.resolve("stream-commands.md");
  private static final Path EXAMPLES = DOCS.resolve("examples").resolve("streams");
  private static final Pattern EXAMPLE =
      Pattern.compile("```text\\n\\$ millrace (.*)\\n((?:.*\\n)*?)```\\n");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)\\)");
  private static final String UPDATE = "millrace.update-docs";

  @TempDir Path folder;

  @Test
  void shouldShowWhatTheCommandsPrint() throws IOException {
    // given
    copyExamples();
    Files.createDirectory(folder.resolve("our-models"));
    String page = Files.readString(PAGE);

    // when
    String shown = EXAMPLE.matcher(page).replaceAll(this::run);
    if (Boolean.getBoolean(UPDATE)) {
      Files.writeString(PAGE, shown);
      page = shown;
    }

    // then
    assertThat(page)
        .as(
            "what the page shows is out of date; look at the difference, and if it is meant, run"
                + " this test with -D"
                + UPDATE
                + "=true, which writes the page anew")
        .isEqualTo(shown);
    long blocks = page.lines().filter(line -> line.equals("```text")).count();
    assertThat(EXAMPLE.matcher(page).results().count()).isPositive().isEqualTo(blocks);
  }

  @Test
  void shouldLinkToFilesThatAreThere() throws IOException {
    assertThat(LINK.matcher(Files.readString(PAGE)).results().map(link -> link.group(1)))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(DOCS.resolve(link)).exists());
  }

  private String run(MatchResult example) {
    String command = example.group(1);
    List<Object> arguments = new ArrayList<>();
    for (String word : command.split(" ")) {
      boolean file = word.contains(".") || word.equals("our-models");
      arguments.add(file ? folder.resolve(word) : word.equals("\"\"") ? "" : word);
    }
    Run run = Run.of(arguments.toArray());
    UnaryOperator<String> local = text -> text.replace(folder + "/", "");
    assertThat(run.err()).as(command).isEmpty();
    String text = "```text\n$ millrace " + command + "\n" + local.apply(run.out()) + "```\n";
    return Matcher.quoteReplacement(text);
  }

  private void copyExamples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
      }
    }
  }
}
