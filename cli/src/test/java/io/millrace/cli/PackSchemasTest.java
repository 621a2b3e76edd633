// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.PackLoadException;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.PriorityMatrices;
import io.millrace.rules.PullCriterion;
import io.millrace.rules.workshop.ItemExample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas that editors use, and the readers, agree on what is good and what is not. */
final class PackSchemasTest {
  private static final String HEAD = "pack: p\nversion: \"1\"\nowner: me\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "description: what it is\ncoverage: 100\n",
        "coverage: \"80\"\n",
        "settings: {default-team: a, feedback-rate: 0.5, priority-matrix: glpi}\n",
        "settings: {feedback-rate: 1}\n",
        "settings:\n  pull-order: [wsjf, due-date]\n",
        "settings: {pull-order: wsjf}\n",
        "points:\n  cabling: [team, urgent]\n",
        "facts: {floor: the floor}\n",
        "disable: io.millrace.policy.routing/default team\n",
        "disable: [io.millrace.policy.routing/default team]\n",
        "lock: [change-guardrail, default-team]\n"
      })
  void shouldAgreeOnGoodManifests(String more) {
    assertThat(Schemas.problems("pack", HEAD + more, InputFormat.YAML)).isEmpty();
    assertThat(isRead(Map.of(PackSource.MANIFEST, HEAD + more))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version: 1\nowner: me\n",
        "pack: p\nowner: me\n",
        "pack: p\nversion: 1\n",
        "pack: p\nversion: 1\nowner: \" \"\n",
        "pack: a/b\nversion: 1\nowner: me\n",
        "pack: [p]\nversion: 1\nowner: me\n",
        HEAD + "colour: red\n",
        HEAD + "coverage: 101\n",
        HEAD + "coverage: 12.5\n",
        HEAD + "settings: {team: a}\n",
        HEAD + "settings: {default-team: \"\"}\n",
        HEAD + "settings: {feedback-rate: 1.5}\n",
        HEAD + "settings: {feedback-rate: \"0.5\"}\n",
        HEAD + "settings: {priority-matrix: ours}\n",
        HEAD + "settings: {pull-order: [wsjf, wsjf]}\n",
        HEAD + "settings: {pull-order: fastest}\n",
        HEAD + "settings: [a]\n",
        HEAD + "points: {Cabling: [team]}\n",
        HEAD + "points: {cabling: []}\n",
        HEAD + "facts: {floor: \"\"}\n",
        HEAD + "facts: [floor]\n",
        HEAD + "disable: {a: b}\n",
        HEAD + "lock: {a: b}\n"
      })
  void shouldAgreeOnBadManifests(String text) {
    assertThat(Schemas.problems("pack", text, InputFormat.YAML)).isNotEmpty();
    assertThat(isRead(Map.of(PackSource.MANIFEST, text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scenarios: []\n",
        "scenarios: [{scenario: a, expect: {priority_level: 1 - Critical}}]\n",
        "scenarios: [{scenario: a, because: {routing_team: default team}}]\n",
        "scenarios: [{scenario: a, given: {a: 1, b: [x, y]}, missing: {c: why}, at: 2026-01-01,"
            + " decide: [routing], expect: {routing_team: \"\"}}]\n",
        "scenarios: [{scenario: a, decide: routing, expect: {routing_team: b}}]\n"
      })
  void shouldAgreeOnGoodScenarios(String text) {
    assertThat(Schemas.problems("scenarios", text, InputFormat.YAML)).isEmpty();
    assertThat(isRead(scenarios(text))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tests: []\n",
        "scenarios: {a: b}\n",
        "scenarios: [a]\n",
        "scenarios: [{expect: {routing_team: a}}]\n",
        "scenarios: [{scenario: a}]\n",
        "scenarios: [{scenario: a, expect: {}}]\n",
        "scenarios: [{scenario: a, expected: {routing_team: a}}]\n",
        "scenarios: [{scenario: a, given: {a: {b: c}}, expect: {routing_team: a}}]\n",
        "scenarios: [{scenario: a, given: [b], expect: {routing_team: a}}]\n",
        "scenarios: [{scenario: a, decide: Routing, expect: {routing_team: a}}]\n",
        "scenarios: [{scenario: a, expect: {Team: a}}]\n",
        "scenarios: [{scenario: a, expect: {routing_team: [a]}}]\n"
      })
  void shouldAgreeOnBadScenarios(String text) {
    assertThat(Schemas.problems("scenarios", text, InputFormat.YAML)).isNotEmpty();
    assertThat(isRead(scenarios(text))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"a\":1,\"b\":\"x\",\"c\":true,\"d\":[\"x\",2],\"e\":null}",
        "{\"facts\":{\"a\":1},\"missing\":{\"b\":\"why\"},\"point\":\"routing\",\"at\":\"2026-01-01\"}",
        "{\"facts\":\"a fact of this name\"}"
      })
  void shouldAgreeOnGoodItems(String text) {
    assertThat(Schemas.problems("item", text, InputFormat.JSON)).isEmpty();
    assertThat(isItem(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"a\":{}}",
        "{\"a\":[{}]}",
        "{\"a\":[null]}",
        "{\"facts\":{},\"a\":1}",
        "{\"facts\":{\"a\":{}}}",
        "{\"facts\":{},\"point\":\"No Point\"}",
        "{\"facts\":{},\"at\":3}"
      })
  void shouldAgreeOnBadItems(String text) {
    assertThat(Schemas.problems("item", text, InputFormat.JSON)).isNotEmpty();
    assertThat(isItem(text)).isFalse();
  }

  @Test
  void shouldNameWhatTheCodeNames() {
    String schema = Schemas.read(Path.of("..", "docs", "schema", "pack.schema.json"));
    assertThat(PullCriterion.labels())
        .allSatisfy(label -> assertThat(schema).contains("\"" + label + "\""));
    assertThat(PriorityMatrices.names())
        .allSatisfy(name -> assertThat(schema).contains("\"" + name + "\""));
  }

  private static Map<String, String> scenarios(String text) {
    return Map.of(PackSource.MANIFEST, HEAD, "scenarios/x.yaml", text);
  }

  private static boolean isRead(Map<String, String> files) {
    try {
      PolicyPacks.loader().host(PackSource.of("p", files)).load().close();
      return true;
    } catch (PackLoadException e) {
      return false;
    }
  }

  private static boolean isItem(String text) {
    try {
      ItemExample.read("x", text.getBytes(StandardCharsets.UTF_8));
      return true;
    } catch (InvalidInputException e) {
      return false;
    }
  }
}
