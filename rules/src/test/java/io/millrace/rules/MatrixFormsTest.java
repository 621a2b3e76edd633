// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.PriorityMatrix.Orientation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Partial and additive matrices, orientations and aliases. */
class MatrixFormsTest {
  private static final String PARTIAL =
      """
      matrix,house
      most-important,lowest
      cell-fallback,9 - Unplanned
      alias,impact,Enterprise-wide,1 - High
      alias,impact,2 - Normal,1 - High
      alias,urgency,7,2 - Low
      impact / urgency,1 - High,2 - Low
      1 - High,1 - Critical,
      2 - Low,,3 - Moderate
      """;

  private static final String ADDITIVE =
      """
      matrix,weights
      form,additive
      most-important,lowest
      impact,1 - High,5
      impact,2 - Low,0.5
      urgency,1 - High,5
      urgency,2 - Low,-0.5
      range,5.5,2 - High
      range,0,3 - Low
      range,10,1 - Critical
      """;

  private static final Instant AT = Instant.EPOCH;

  @Test
  void shouldTakeTheFallbackForAnEmptyCell() {
    PriorityMatrix matrix = read(PARTIAL);

    assertThat(matrix.level("1 - High", "2 - Low")).isEqualTo("9 - Unplanned");
    assertThat(matrix.level("2 - Low", "2 - Low")).isEqualTo("3 - Moderate");
    assertThat(matrix.cells().get(0)).containsExactly("1 - Critical", "");
    assertThat(matrix.topLevel()).isEqualTo("1 - Critical");
    assertThat(matrix.rank("3 - Moderate")).isEqualTo(2);
    assertThat(matrix.rank("9 - Unplanned")).isEqualTo(3);
    assertThat(matrix.warnings()).isEmpty();
  }

  @Test
  void shouldSayInTheReasonThatThereIsNoCell() {
    Decision decision = decide(read(PARTIAL), "1 - High", "low");

    assertThat(decision.output("level", "")).isEqualTo("9 - Unplanned");
    assertThat(decision.output("rank", "")).isEqualTo("3");
    assertThat(decision.reasons().get(0).text())
        .isEqualTo(
            "impact 1 - High and urgency 2 - Low give 9 - Unplanned in the matrix 'house'; there is"
                + " no cell for impact 1 - High and urgency 2 - Low, so the matrix's fallback 9 -"
                + " Unplanned is taken");
    assertThat(decide(read(PARTIAL), "1 - High", "unheard of").reasons().get(0).text())
        .contains("; urgency 'unheard of' is not in the matrix, so the matrix's fallback 2 - Low")
        .contains("; there is no cell for impact 1 - High and urgency 2 - Low, so");
  }

  @Test
  void shouldUnderstandAliasesBeforeNamesAndNumbers() {
    PriorityMatrix matrix = read(PARTIAL);

    assertThat(decide(matrix, "enterprise-WIDE ", "1").output("impact", "")).isEqualTo("1 - High");
    assertThat(decide(matrix, "2 - Normal", "1").output("impact", "")).isEqualTo("1 - High");
    assertThat(decide(matrix, "2 - Other", "1").output("impact", "")).isEqualTo("2 - Low");
    assertThat(decide(matrix, "1", 7).output("urgency", "")).isEqualTo("2 - Low");
    assertThat(decide(matrix, "1", "7").output("urgency", "")).isEqualTo("2 - Low");
    assertThat(matrix.impactAliases())
        .isEqualTo(Map.of("Enterprise-wide", "1 - High", "2 - Normal", "1 - High"));
  }

  @Test
  void shouldGoIntoThePacksDigest() {
    List<String> digests = new ArrayList<>();
    for (String content :
        List.of(
            PARTIAL,
            PARTIAL.replace("9 - Unplanned", "8 - Unplanned"),
            PARTIAL.replace("Enterprise-wide", "Company-wide"),
            PARTIAL.replace(
                "most-important,lowest", "most-important,lowest\naxis-most-important,highest"),
            PARTIAL.replace("alias,urgency,7,2 - Low\n", ""))) {
      try (PolicyPack pack =
          PolicyPacks.builtIn(BuiltInOptions.builder().matrix(read(content)).build())) {
        digests.add(pack.ref().digest());
      }
    }
    assertThat(digests).doesNotHaveDuplicates();
  }

  @Test
  void shouldTellTheOrientationOfAxesAndLevelsApart() {
    String content =
        """
        matrix,mixed
        most-important,lowest
        axis-most-important,highest
        impact / urgency,1,2
        1,4,3
        2,2,1
        """;

    PriorityMatrix matrix = read(content);

    assertThat(matrix.orientation()).isEqualTo(Orientation.LOWEST_FIRST);
    assertThat(matrix.axisOrientation()).isEqualTo(Orientation.HIGHEST_FIRST);
    assertThat(matrix.topLevel()).isEqualTo("1");
    assertThat(matrix.warnings()).isEmpty();
    assertThat(read(content.replace("axis-most-important,highest\n", "")).warnings()).hasSize(4);
    assertThat(problems(content.replace("axis-most-important,highest", "axis-most-important,up")))
        .containsExactly(
            "m.csv:3: Expected axis-most-important to be 'lowest' or 'highest', but it is 'up'."
                + " Maybe write 'lowest' if number 1 is the most important.");
  }

  @Test
  void shouldTurnWeightsAndRangesIntoAGrid() {
    PriorityMatrix matrix = read(ADDITIVE);

    assertThat(matrix.impacts()).containsExactly("1 - High", "2 - Low");
    assertThat(matrix.urgencies()).containsExactly("1 - High", "2 - Low");
    assertThat(matrix.cells())
        .containsExactly(List.of("1 - Critical", "3 - Low"), List.of("2 - High", "3 - Low"));
    assertThat(matrix.impactFallback()).isEqualTo("2 - Low");
    assertThat(decide(matrix, "1", "1").reasons().get(0).text())
        .isEqualTo(
            "impact 1 - High and urgency 1 - High give 1 - Critical in the matrix 'weights'");
  }

  @Test
  void shouldLeaveASumBelowEveryRangeToTheCellFallback() {
    String content = ADDITIVE.replace("range,0,3 - Low\n", "");

    assertThat(problems(content))
        .containsExactly(
            "m.csv:8: Expected a range for every sum, but impact '2 - Low' and urgency '2 - Low' add"
                + " up to 0, and the lowest range begins at 5.5. Maybe add a lower range, or a line"
                + " 'cell-fallback,<level>'.");
    assertThat(read("cell-fallback,4 - None\n" + content).level("1 - High", "2 - Low"))
        .isEqualTo("4 - None");
  }

  @Test
  void shouldCollectEveryProblemOfTheAdditiveForm() {
    assertThat(
            problems(
                """
                matrix,weights
                form,additive
                most-important,lowest
                impact,1 - High,much
                impact,1 - HIGH,2
                impact,2 - Low
                range,1,high
                range,1,2 - High
                range,x,2 - High
                impact / urgency,1
                1,1
                """))
        .containsExactly(
            "m.csv:4: Expected the weight of impact '1 - High', but got 'much'. Maybe write a number"
                + " like 3, -1 or 0.5, with at most 3 places.",
            "m.csv:5: Expected one weight for impact '1 - HIGH', but line 4 has it already. Maybe"
                + " delete one of them.",
            "m.csv:6: Expected 'impact', a label and a weight, but the line has other fields. Maybe"
                + " write it like 'impact,1 - High,3'.",
            "m.csv:8: Expected one 'range' line from 1, but line 7 has it already. Maybe delete one"
                + " of them.",
            "m.csv:9: Expected the number of a 'range' line, but got 'x'. Maybe write a number like"
                + " 3, -1 or 0.5, with at most 3 places.",
            "m.csv:10: Expected no grid in the additive form, but here is one. Maybe delete the"
                + " grid, or the line 'form,additive'.",
            "m.csv: Expected 1 to 50 lines 'urgency,<label>,<weight>' in the additive form, but there"
                + " are 0. Maybe write them like 'urgency,1 - High,3'.",
            "m.csv:7: Expected the level of the range from 1 to hold a number, but it is 'high'."
                + " Maybe write levels like '2 - High' or '2'.");
  }

  @Test
  void shouldRefuseAnUnknownFormWeightsInAGridAndNoRanges() {
    assertThat(problems(ADDITIVE.replace("form,additive", "form,sum")))
        .containsExactly(
            "m.csv:2: Expected form to be 'grid' or 'additive', but it is 'sum'. Maybe leave the line"
                + " out for a grid.",
            "m.csv:4: Expected weights and ranges in the additive form only, but the form is a grid."
                + " Maybe add a line 'form,additive', or delete the line.",
            "m.csv: Expected a grid, but there is no line that begins with 'impact / urgency'. Maybe"
                + " add the grid below the settings.");
    assertThat(problems(ADDITIVE.replaceAll("range.*\n", "")))
        .containsExactly(
            "m.csv: Expected ranges in the additive form, but there is none. Maybe add lines like"
                + " 'range,5,2 - High'.");
  }

  @Test
  void shouldRefuseWrongAliasesAndFallbacks() {
    assertThat(
            problems(
                """
                matrix,m
                most-important,lowest
                cell-fallback,none
                alias,impact,a,9
                alias,impact,A,1
                alias,impact,1,1
                alias,team,a,1
                alias,urgency,,1
                impact / urgency,1
                1,1
                """))
        .containsExactly(
            "m.csv:7: Expected 'alias', 'impact' or 'urgency', the alias and a label, but the line"
                + " has other fields. Maybe write it like 'alias,impact,Enterprise-wide,1 - High'.",
            "m.csv:8: Expected 'alias', 'impact' or 'urgency', the alias and a label, but the line"
                + " has other fields. Maybe write it like 'alias,impact,Enterprise-wide,1 - High'.",
            "m.csv:3: Expected cell-fallback to be a level that holds a number, but it is 'none'."
                + " Maybe write levels like '2 - High' or '2'.",
            "m.csv:4: Expected the alias 'a' to stand for one of [1], but it stands for '9'. Maybe"
                + " write a label exactly as the axis has it.",
            "m.csv:5: Expected the alias 'A' once, but it is on line 4 already. Maybe delete one of"
                + " them.",
            "m.csv:6: Expected the alias '1' to be no label, but the impact axis has it. Maybe"
                + " delete the line.");
  }

  @Test
  void shouldTakeTheEmptyFieldsThatASpreadsheetAdds() {
    String padded =
        PARTIAL.replace("house", "house,,").replace("1 - High,2 - Low\n", "1 - High,2 - Low,\n");

    assertThat(read(padded)).isEqualTo(read(PARTIAL));
  }

  @Test
  void shouldRefuseFormulasAndTooManyLabels() {
    assertThat(problems(PARTIAL.replace("3 - Moderate", "=4")))
        .containsExactly(
            "m.csv:9: Expected text, but column 3 ('=4') begins with '=', so a spreadsheet takes it"
                + " for a formula. Maybe begin it with a letter or a digit.");
    StringBuilder rows = new StringBuilder("matrix,m\nmost-important,lowest\nimpact / urgency,1\n");
    for (int i = 1; i <= 51; i++) {
      rows.append(i).append(",1\n");
    }
    assertThat(problems(rows.toString()))
        .containsExactly(
            "m.csv:54: Expected at most 50 impacts, but there are more. Maybe group them, and give"
                + " the single ones as aliases.");
  }

  @Test
  void shouldRefusePartsThatDoNotFitInCode() {
    assertThatThrownBy(() -> matrix("", Map.of()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "Expected each level of the matrix 'm' to hold a number, but got ''.");
    assertThatThrownBy(() -> matrix("none", Map.of()))
        .hasMessageContaining(
            "Expected each level of the matrix 'm' to hold a number, but got 'none'.");
    assertThatThrownBy(() -> matrix("1", Map.of("a", "9")))
        .hasMessageContaining(
            "Expected the alias 'a' to stand for one of [x], but it stands for '9'.");
    assertThatThrownBy(() -> matrix("1", Map.of("X", "x")))
        .hasMessageContaining(
            "Expected each alias of the impact axis to be a name of its own, but 'X' is there"
                + " already.");
    assertThatThrownBy(() -> matrix("1", Map.of(" ", "x")))
        .hasMessageContaining("but ' ' is blank.");
  }

  private static PriorityMatrix matrix(String cellFallback, Map<String, String> aliases) {
    return new PriorityMatrix(
        "m",
        Orientation.LOWEST_FIRST,
        List.of("x"),
        List.of("y"),
        List.of(List.of("")),
        "x",
        "y",
        cellFallback,
        Orientation.LOWEST_FIRST,
        aliases,
        Map.of());
  }

  private static Decision decide(PriorityMatrix matrix, Object impact, Object urgency) {
    Facts facts = Facts.builder().put("impact", impact).put("urgency", urgency).build();
    try (PolicyPack pack = PolicyPacks.builtIn(BuiltInOptions.builder().matrix(matrix).build())) {
      return pack.decide(DecisionPoint.PRIORITY, facts, AT);
    }
  }

  private static PriorityMatrix read(String content) {
    List<PackProblem> problems = new ArrayList<>();
    PriorityMatrix matrix =
        PriorityMatrix.read("m.csv", content.getBytes(StandardCharsets.UTF_8), problems);
    assertThat(problems).isEmpty();
    return Objects.requireNonNull(matrix);
  }

  private static List<String> problems(String content) {
    List<PackProblem> problems = new ArrayList<>();
    assertThat(PriorityMatrix.read("m.csv", content.getBytes(StandardCharsets.UTF_8), problems))
        .isNull();
    return problems.stream().map(PackProblem::toString).toList();
  }
}
