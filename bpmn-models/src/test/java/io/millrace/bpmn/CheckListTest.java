// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The list of checks is complete, and its words are those of the program. */
class CheckListTest {
  @Test
  void shouldSayEverythingOfEachCheck() {
    assertThat(ValueStreams.checks())
        .hasSizeGreaterThan(80)
        .allSatisfy(
            check -> {
              assertThat(check.id()).matches("[a-z]+(-[a-z]+)*");
              assertThat(check.title()).isNotBlank().doesNotEndWith(".");
              assertThat(check.at()).isNotBlank();
              assertThat(check.why()).endsWith(".");
              assertThat(check.advice()).isNotBlank().doesNotEndWith(".");
            });
    assertThat(ValueStreams.checks()).extracting(Check::id).doesNotHaveDuplicates();
  }

  @Test
  void shouldUseTheWordsOfTheProgram() throws IOException {
    assertThat(json())
        .contains(words("activities", ValueChainActivity.values(), ValueChainActivity::label))
        .contains(words("controls", Control.values(), Control::label))
        .contains(words("milestones", Milestone.values(), Milestone::label))
        .contains(words("kinds", Kind.values(), CheckListTest::label))
        .contains(
            words(
                "decisionPoints",
                Installation.standard().findDecisionPoints().orElseThrow().toArray(String[]::new),
                name -> name));
    assertThat(Arrays.stream(Practice.values()))
        .allSatisfy(
            practice ->
                assertThat(json())
                    .contains(
                        "{\"code\": \""
                            + practice.code()
                            + "\", \"title\": \""
                            + practice.title()
                            + "\"}"));
  }

  @Test
  void shouldKnowEveryBuiltInDecisionPoint() {
    // given
    List<String> points =
        Arrays.stream(DecisionPoint.class.getFields())
            .filter(field -> field.getType() == DecisionPoint.class)
            .map(CheckListTest::name)
            .toList();

    // then
    assertThat(Installation.standard().findDecisionPoints().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(points);
  }

  private static String name(java.lang.reflect.Field field) {
    try {
      return ((DecisionPoint) field.get(null)).name();
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> String words(String name, T[] values, Function<T, String> label) {
    return Arrays.stream(values)
        .map(value -> '"' + label.apply(value) + '"')
        .collect(Collectors.joining(", ", "\"" + name + "\": [", "]"));
  }

  private static String label(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String json() throws IOException {
    try (InputStream in = ValueStreams.class.getResourceAsStream("/io/millrace/bpmn/checks.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
