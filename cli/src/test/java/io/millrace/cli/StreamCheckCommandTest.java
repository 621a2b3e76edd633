// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class StreamCheckCommandTest {
  private static final String TARGET =
      "<camunda:property name=\"targetLeadTime\" value=\"PT20M\" />";

  @TempDir Path folder;

  @Test
  void shouldFindNothingInASoundModel() {
    Run run = check(Streams.good());
    assertThat(run.err()).isEmpty();
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            %s: 0 errors, 0 warnings, 0 hints
              not checked: unknown-handler, unknown-stream (say what is installed with --handlers, \
            --streams)
            """
                .formatted(Streams.good()));
  }

  @Test
  void shouldFailOnAWarningAndSayWhereAndWhat() {
    Path model = Streams.with(folder, TARGET, "");
    Run run = check(model, "--quiet");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            %s:71: WARNING missing-target-lead-time at 'handOver'
              Expected 'handOver' to have a target lead time, but it has none.
              Maybe set the property targetLeadTime, like PT30M.

            %s: 0 errors, 1 warning, 0 hints
            """
                .formatted(model, model));
  }

  @Test
  void shouldNotFailOnHintsAndHideThemIfQuiet() {
    Path model =
        Streams.with(folder, "<camunda:property name=\"inputs\" value=\"booking; bike\" />", "");
    Run run = check(model);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("INFO ").contains("0 errors, 0 warnings, 1 hint\n");
    assertThat(check(model, "--quiet").out()).isEqualTo(model + ": 0 errors, 0 warnings, 1 hint\n");
  }

  @Test
  void shouldCheckAgainstWhatIsInstalled() {
    Path calling =
        Streams.with(
            folder,
            "<bpmn:userTask id=\"handOver\"",
            "<bpmn:callActivity" + " calledElement=\"ride\" id=\"handOver\"");
    Packs.write(
        folder,
        "spoilt.bpmn",
        replaceSecond(Schemas.read(calling), "</bpmn:userTask>", "</bpmn:callActivity>"));
    assertThat(check(calling, "--handlers", "").out())
        .contains("ERROR unknown-handler at 'book'")
        .contains("not checked: unknown-stream (");
    assertThat(check(calling, "--handlers", "other, booking", "--streams", "").out())
        .contains("ERROR unknown-stream at 'handOver'")
        .doesNotContain("unknown-handler")
        .doesNotContain("not checked");
    assertThat(check(calling, "--handlers", "booking", "--streams", "ride").code()).isZero();
    Path ride =
        Packs.write(
            folder, "ride.bpmn", Schemas.read(Streams.good()).replace("hire-a-bike", "ride"));
    assertThat(check(calling, ride, "--streams", "").out()).doesNotContain("unknown-stream");
  }

  @Test
  void shouldKnowTheDecisionPointsOfTheHost() {
    Path model =
        Streams.with(
            folder,
            "<bpmn:serviceTask id=\"book\" name=\"Book the bike\" camunda:type=\"external\""
                + " camunda:topic=\"booking\">",
            "<bpmn:businessRuleTask id=\"book\" name=\"Choose\""
                + " camunda:delegateExpression=\"${millrace.decide}\">");
    String text =
        Schemas.read(model)
            .replace("</bpmn:serviceTask>", "</bpmn:businessRuleTask>")
            .replace("name=\"stepNumber\" value=\"2\"", "name=\"decisionPoint\" value=\"bike\"");
    Packs.write(folder, "spoilt.bpmn", text);
    assertThat(check(model).out()).contains("unknown-decision-point at 'book'");
    assertThat(check(model, "--decision-points", "bike").out())
        .doesNotContain("unknown-decision-point");
  }

  @Test
  void shouldWriteJsonAsItsSchemaSays() throws IOException {
    Path model = Streams.with(folder, TARGET, "");
    Path broken = Packs.write(folder, "broken.bpmn", "<definitions>");
    Path json = folder.resolve("check.json");
    Run run = check(Streams.good(), model, broken, "--json", json);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).endsWith("\nJSON: " + json + "\n");
    assertThat(Schemas.problems("stream-check", json)).isEmpty();
    JsonNode models = new ObjectMapper().readTree(Schemas.read(json)).path("models");
    assertThat(models.at("/0/findings")).isEmpty();
    assertThat(models.at("/0/skipped/0").asText()).isEqualTo("unknown-handler");
    assertThat(models.at("/1/findings/0/id").asText()).isEqualTo("missing-target-lead-time");
    assertThat(models.at("/1/findings/0/element").asText()).isEqualTo("handOver");
    assertThat(models.at("/1/findings/0/line").asInt()).isEqualTo(71);
    assertThat(models.at("/1/deployable").asBoolean()).isTrue();
    assertThat(models.at("/2/readable").asBoolean()).isFalse();
    assertThat(models.at("/2/findings/0/element").isNull()).isTrue();
  }

  @Test
  void shouldSayThatAFileIsNoBpmn() throws IOException {
    Path binary = Files.write(folder.resolve("bike.png"), new byte[] {(byte) 0x89, 'P', 0, 1, -1});
    Path empty = Packs.write(folder, "empty.bpmn", "");
    Path page = Packs.write(folder, "page.bpmn", "<html/>");
    Run run = check(binary, empty, page, Streams.good());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(binary + ": cannot be read: 1 error, ")
        .contains(empty + ": cannot be read: 1 error, ")
        .contains(page + ": cannot be read: 1 error, ")
        .contains(Streams.good() + ": 0 errors, ")
        .contains("ERROR unreadable-file\n  Expected");
  }

  @Test
  void shouldSayThatAFileIsTooLarge() {
    Path large = Packs.write(folder, "large.bpmn", " ".repeat(4 * 1024 * 1024 + 10));
    Run run = check(large);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).contains("Expected at most 4194304 bytes, but there are more.");
  }

  @Test
  void shouldRefuseWhatIsNoFile() {
    assertThat(check(folder.resolve("none.bpmn")))
        .isEqualTo(
            new Run(
                2,
                "",
                "Expected '%s' to be a BPMN file, but there is none.\nMaybe check the path.\n"
                    .formatted(folder.resolve("none.bpmn"))));
    assertThat(check(folder).err())
        .isEqualTo(
            "Expected '%s' to be a BPMN file, but it is a folder.\nMaybe name the files in it.\n"
                .formatted(folder));
    assertThat(check("a\0b").err())
        .startsWith("Expected 'a\\u0000b' to be a path, but it is not (");
    assertThat(check(Streams.good(), "--json", folder).err()).contains("but it is a folder");
    assertThat(Run.of("stream", "check").err()).contains("Missing required parameter: 'FILE'");
    assertThat(Run.of("stream").err()).contains("Missing command; try 'check', 'describe', 'copy'");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldSayThatAFileCannotBeRead() {
    // given: a file that fails when its first byte is read, even for a privileged user
    Path memory = Path.of("/proc/self/mem");
    Run run = check(memory);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("Expected '/proc/self/mem' to be readable, but reading it failed (")
        .endsWith("Maybe check the access rights.\n");
  }

  @Test
  void shouldShowHostileTextsHarmlessly() {
    Path model = Streams.with(folder, "value=\"engage\"", "value=\"&#x202e;engage\"");
    assertThat(check(model).out()).contains("\\u202e").doesNotContain("\u202e");
  }

  private static String replaceSecond(String text, String piece, String replacement) {
    int second = text.indexOf(piece, text.indexOf(piece) + 1);
    return text.substring(0, second) + replacement + text.substring(second + piece.length());
  }

  private static Run check(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of("stream", "check"));
    all.addAll(List.of(arguments));
    return Run.of(all.toArray());
  }
}
