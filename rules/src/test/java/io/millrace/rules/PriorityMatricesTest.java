// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorityMatricesTest {

  @Test
  void shouldNameTheKnownMatrices() {
    assertThat(PriorityMatrices.names()).containsExactly("default", "servicenow", "glpi", "itop");
  }

  @Test
  void shouldRefuseAnUnknownName() {
    assertThatThrownBy(() -> PriorityMatrices.named("remedy"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected a priority matrix to be named default, servicenow, glpi, itop, but got "
                + "'remedy'.\n"
                + "Maybe pass one of these names, or read your own with PriorityMatrix.read(path).");
  }

  /** The facts as published, by impact then urgency; rows are separated by blanks. */
  @ParameterizedTest
  @CsvSource({
    "default, 12233 22334 23344 33445 34455",
    "servicenow, 123 234 344",
    "glpi, 11222 12233 22344 23445 23455",
    "itop, 1124 1234 2334"
  })
  void shouldDecideEachCellAsPublished(String name, String published) {
    // given
    PriorityMatrix matrix = PriorityMatrices.named(name);
    BuiltInOptions options = BuiltInOptions.builder().matrix(matrix).build();
    String[] rows = published.split(" ");
    assertThat(matrix.impacts()).hasSize(rows.length);
    assertThat(matrix.urgencies()).hasSize(rows[0].length());
    try (PolicyPack pack = PolicyPacks.builtIn(options)) {
      for (int impact = 1; impact <= rows.length; impact++) {
        for (int urgency = 1; urgency <= rows[0].length(); urgency++) {
          // when
          Facts byNumber = Facts.builder().put("impact", impact).put("urgency", urgency).build();
          Facts byLabel =
              Facts.builder()
                  .put("impact", matrix.impacts().get(impact - 1))
                  .put("urgency", matrix.urgencies().get(urgency - 1))
                  .build();
          String level = level(pack, byNumber);
          // then
          String expected = rows[impact - 1].substring(urgency - 1, urgency);
          assertThat(level).as("%s: %d x %d", name, impact, urgency).startsWith(expected + " - ");
          assertThat(level(pack, byLabel)).isEqualTo(level);
        }
      }
    }
  }

  @Test
  void shouldUseServiceNowsLabels() {
    PriorityMatrix matrix = PriorityMatrices.named("servicenow");

    assertThat(matrix.cells())
        .containsExactly(
            List.of("1 - Critical", "2 - High", "3 - Moderate"),
            List.of("2 - High", "3 - Moderate", "4 - Low"),
            List.of("3 - Moderate", "4 - Low", "4 - Low"));
  }

  @Test
  void shouldHaveNoWarningsInKnownMatricesAndTheTopLevelByOrientation() {
    assertThat(PriorityMatrices.names())
        .allSatisfy(name -> assertThat(PriorityMatrices.named(name).warnings()).isEmpty());
    assertThat(PriorityMatrices.named("servicenow").topLevel()).isEqualTo("1 - Critical");
    assertThat(PriorityMatrices.named("glpi").topLevel()).isEqualTo("5 - Very high");
  }

  private static String level(PolicyPack pack, Facts facts) {
    Decision decision = pack.decide(DecisionPoint.PRIORITY, facts, Instant.EPOCH);
    return decision.output("level", "none");
  }

  @Test
  void shouldRankLevelsFromTheMostImportantOneInEitherOrientation() {
    assertThat(PriorityMatrices.named("servicenow").rank("1 - Critical")).isEqualTo(1);
    assertThat(PriorityMatrices.named("servicenow").rank("4 - Low")).isEqualTo(4);
    PriorityMatrix glpi = PriorityMatrices.named("glpi");
    assertThat(glpi.rank(glpi.topLevel())).isEqualTo(1);
    assertThatThrownBy(() -> glpi.rank("unheard of"))
        .hasMessage(
            "Expected a level of matrix 'glpi', but got 'unheard of'.\n"
                + "Maybe pass a level exactly as a cell has it.");
  }
}
