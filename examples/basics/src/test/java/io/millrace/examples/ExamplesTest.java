// SPDX-License-Identifier: Apache-2.0
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
    String printed = printed(() -> FactsFromACmdb.main(new String[0]));

    assertThat(printed)
        .containsSubsequence(
            "INC-1 about booking: priority 2 - High",
            "fact impact = 1",
            "INC-2 about intranet: priority 3 - Moderate",
            "fact impact = 4",
            "cmdb is AVAILABLE");
  }

  @Test
  void shouldClassifyByRulesOfOnesOwnWhileTheyAreActive() {
    String printed = printed(() -> OwnRules.main(new String[0]));

    assertThat(printed)
        .containsSubsequence(
            "INC-1 is QUERY, for service-desk",
            "Active: car-hire-desk 1",
            "INC-2 is INCIDENT, for branch-support",
            "  because customers cannot collect their cars while a key box fails",
            "INC-3 is QUERY, for service-desk");
  }

  @Test
  void shouldStopAChangeOrAskForApprovalByAGuardrailOfOnesOwn() {
    String printed = printed(() -> OwnGuardrail.main(new String[0]));

    assertThat(printed)
        .containsSubsequence(
            "A tariff, verdict stop",
            "nobody has calculated what the tariff weekend brings in",
            "A calculated tariff, verdict approve",
            "revenue-manager has to approve it",
            "it changes the tariff weekend",
            "Another change, verdict pass");
  }

  @Test
  void shouldCheckInstallAndRunAStreamOfOnesOwn() {
    String printed = printed(() -> OwnStream.main(new String[0]));

    assertThat(printed)
        .containsSubsequence(
            "hand-over-a-car.bpmn is clean",
            "Installed: ",
            "inspect dirty",
            "wash",
            "inspect clean",
            "handOver",
            "CAR-1 is CLOSED, handedOver");
  }

  @Test
  void shouldGiveOldTicketsThePrioritiesThatTheyHad() {
    String printed = printed(() -> MovingIn.main(new String[0]));

    assertThat(printed)
        .containsPattern("as it is shipped: [1-9]\\d* of 40 tickets get another priority")
        .contains(
            "With the matrix that was in use: 0 of 40 tickets get another priority",
            "A new ticket: priority 5 - Very high");
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

  private interface Example {
    void run() throws Exception;
  }

  private static String printed(Example example) {
    PrintStream console = System.out;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      example.run();
    } catch (Exception e) {
      throw new AssertionError("Expected the example to run, but it failed.", e);
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
