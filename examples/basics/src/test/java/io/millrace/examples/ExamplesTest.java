package io.millrace.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ExamplesTest {

  @Test
  void shouldSubmitExplainAndFixTheFirstIncident() {
    String printed = printed(() -> FirstIncident.main(new String[0]));

    assertThat(printed)
        .contains("priority 2 - High", "cell: impact 2 - High | urgency 1 - Major")
        .contains("INC-1 is CLOSED");
  }

  @Test
  void shouldTakeTheImpactFromThePlugin() {
    String printed = printed(() -> CmdbPlugin.main(new String[0]));

    assertThat(printed).contains("WORK_ITEM_SUBMITTED", "STEP_WAITING", "priority 2 - High");
  }

  @Test
  void shouldStopAChangeWithinAFreeze() {
    String printed = printed(() -> CheckAChange.main(new String[0]));

    assertThat(printed)
        .startsWith("Verdict: the change is stopped (normal change, risk low)\n  stop    freeze:")
        .contains("within the freeze year end, which ends at 2027-01-03T23:00:00Z");
  }

  @Test
  void shouldShowInTheReadmeWhatIsCompiledHere() throws IOException {
    Path root = Path.of("..", "..");
    String readme = Files.readString(root.resolve("README.md"));
    String example =
        Files.readString(
            root.resolve("examples/basics/src/main/java/io/millrace/examples/FirstIncident.java"));
    String body =
        example.substring(example.indexOf("    try (Millrace"), example.indexOf("  private"));
    String shown =
        body.lines()
            .map(line -> line.startsWith("    ") ? line.substring(4) : line)
            .collect(Collectors.joining("\n"))
            .strip();
    shown = shown.substring(0, shown.lastIndexOf('}')).strip(); // the end of main

    assertThat(readme).contains(shown);
  }

  private static String printed(Runnable example) {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      example.run();
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
