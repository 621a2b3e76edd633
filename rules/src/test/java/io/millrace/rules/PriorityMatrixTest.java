// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.model.InvalidInputException;
import io.millrace.rules.PriorityMatrix.Orientation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriorityMatrixTest {
  private static final String GOOD =
      """
      # the house's own table
      matrix,house
      most-important,lowest
      impact-fallback,2 - Medium

      impact / urgency,1 - High,2 - Medium,3 - Low
      1 - High,1 - Critical,2 - High,3 - Moderate
      2 - Medium,2 - High,3 - Moderate,4 - Low
      3 - Low,3 - Moderate,4 - Low,"4 - Low, really"
      """;

  @TempDir Path folder;

  @Test
  void shouldReadAMatrix() throws IOException {
    // when
    PriorityMatrix matrix = PriorityMatrix.read(file(GOOD));
    // then
    assertThat(matrix.name()).isEqualTo("house");
    assertThat(matrix.orientation()).isEqualTo(Orientation.LOWEST_FIRST);
    assertThat(matrix.impacts()).containsExactly("1 - High", "2 - Medium", "3 - Low");
    assertThat(matrix.urgencyFallback()).isEqualTo("2 - Medium");
    assertThat(matrix.level("3 - Low", "3 - Low")).isEqualTo("4 - Low, really");
    assertThat(matrix.warnings()).isEmpty();
  }

  @Test
  void shouldReadAMatrixWithAByteOrderMarkAndWindowsLineEnds() throws IOException {
    PriorityMatrix matrix = PriorityMatrix.read(file("\uFEFF" + GOOD.replace("\n", "\r\n")));

    assertThat(matrix.name()).isEqualTo("house");
  }

  @Test
  void shouldRefuseAMissingCellWithItsLine() throws IOException {
    PackLoadException problem =
        refused(GOOD.replace("2 - High,3 - Moderate,4 - Low", "2 - High,,4 - Low"));

    assertThat(problem)
        .hasMessageContaining(
            "matrix.csv:8: Expected a level for impact '2 - Medium', urgency '2 - Medium', but the "
                + "cell is missing.")
        .hasMessageEndingWith("\nMaybe fill it: every combination needs a level.");
    assertThat(problem.problems()).hasSize(1);
    assertThat(problem.problems().get(0).line()).isEqualTo(8);
  }

  @Test
  void shouldCollectEveryProblem() throws IOException {
    // given
    String bad =
        """
        matrix,house
        colour,red
        most-important,left
        matrix,again
        impact / urgency,1,2,2
        1,1,2
        1,1,2,3,4
        3,x,2,3
        """;
    // when
    List<PackProblem> problems = refused(bad).problems();
    // then
    assertThat(problems)
        .extracting(PackProblem::line, PackProblem::problem)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                2,
                "Expected a setting (alias, axis-most-important, cell-fallback, form, impact, "
                    + "impact-fallback, matrix, most-important, range, urgency, urgency-fallback) or "
                    + "the grid's first line, but got 'colour'."),
            org.assertj.core.groups.Tuple.tuple(
                4, "Expected the setting 'matrix' once, but it is on line 1 already."),
            org.assertj.core.groups.Tuple.tuple(
                5, "Expected each urgency once, but column 4 is '2' again."),
            org.assertj.core.groups.Tuple.tuple(
                6, "Expected a level for impact '1', urgency '2', but the cell is missing."),
            org.assertj.core.groups.Tuple.tuple(
                7, "Expected one row for impact '1', but line 6 has it already."),
            org.assertj.core.groups.Tuple.tuple(7, "Expected 3 levels for impact '1', but got 4."),
            org.assertj.core.groups.Tuple.tuple(
                8,
                "Expected the level for impact '3', urgency '1' to hold a number, but it is 'x'."),
            org.assertj.core.groups.Tuple.tuple(
                3, "Expected most-important to be 'lowest' or 'highest', but it is 'left'."));
  }

  @Test
  void shouldRefuseAnEmptyFile() throws IOException {
    assertThat(refused(" \n# nothing\n"))
        .hasMessageContaining("matrix.csv: Expected a matrix, but the file is empty.");
  }

  @Test
  void shouldRefuseAFileWithoutAGridOrRows() throws IOException {
    assertThat(refused("matrix,a\nmost-important,lowest\n"))
        .hasMessageContaining(
            "Expected a grid, but there is no line that begins with 'impact / urgency'.");
    assertThat(refused("matrix,a\nmost-important,lowest\nimpact / urgency,1\n"))
        .hasMessageContaining("Expected a row for each impact, but there is none.");
  }

  @Test
  void shouldRefuseMissingSettingsAndAWrongFallback() throws IOException {
    assertThat(refused("urgency-fallback,9\nimpact / urgency,1\n1,1\n"))
        .hasMessageContaining("Expected the setting 'matrix', but it is missing.")
        .hasMessageContaining("Expected the setting 'most-important', but it is missing.")
        .hasMessageContaining("Expected urgency-fallback to be one of [1], but it is '9'.")
        .hasMessageEndingWith("Maybe correct each line as its message says, and load it again.");
    assertThat(refused(GOOD.replace("matrix,house", "matrix")))
        .hasMessageContaining("Expected the setting 'matrix' to have one value, but it has none.");
  }

  @Test
  void shouldRefuseAnotherEncodingWithItsLine() throws IOException {
    Path latin = folder.resolve("latin.csv");
    Files.write(
        latin,
        GOOD.replace("matrix,house", "matrix,h\u00e4user").getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> PriorityMatrix.read(latin))
        .hasMessageContaining(
            "latin.csv:2: Expected UTF-8, but a byte is not. Maybe save the file as UTF-8.");
  }

  @Test
  void shouldRefuseAnUnclosedQuote() throws IOException {
    assertThat(refused(GOOD.replace("\"4 - Low, really\"", "\"4 - Low")))
        .hasMessageContaining(
            "matrix.csv:9: Expected lines of CSV, but from here on they cannot be read: ");
  }

  @Test
  void shouldRefuseAFileThatIsTooLargeMissingOrAFolder() throws IOException {
    assertThat(refused("#".repeat(300_000)))
        .hasMessageContaining("Expected at most 262144 bytes, but the file is longer.");
    assertThatThrownBy(() -> PriorityMatrix.read(folder.resolve("none.csv")))
        .isInstanceOf(PackLoadException.class)
        .hasMessageContaining("Expected a file, but there is none at")
        .hasMessageEndingWith("Maybe check the path.");
    assertThatThrownBy(() -> PriorityMatrix.read(folder))
        .isInstanceOf(PackLoadException.class)
        .hasMessageContaining("Expected a readable file, but reading");
  }

  @Test
  void shouldWarnWhenMoreUrgencyGivesLessPriority() {
    PriorityMatrix odd = matrix(List.of(List.of("2", "1"), List.of("2", "3")));

    assertThat(odd.warnings())
        .containsExactly(
            "Between urgency 1 and 2 at impact 1, the more important one has the less important "
                + "level in the matrix 'odd'.");
  }

  @Test
  void shouldRefuseAShapeThatDoesNotFit() {
    assertThatThrownBy(() -> matrix(List.of(List.of("1", "2"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("to have 2 rows of cells, one for each impact, but it has 1.");
    assertThatThrownBy(() -> matrix(List.of(List.of("1", "2"), List.of("1"))))
        .hasMessageContaining("to have 2 cells, one for each urgency, but one has 1.");
    assertThatThrownBy(() -> matrix(List.of(List.of("1", "2"), List.of("1", "high"))))
        .hasMessageContaining("to hold a number, but got 'high'.");
    assertThatThrownBy(() -> matrix(List.of(List.of("1", "2"), List.of("1", "2"))).level("1", "9"))
        .hasMessageContaining(
            "Expected impact '1' and urgency '9' to be labels of the matrix 'odd'");
    assertThatThrownBy(() -> axes(List.of(), "1"))
        .hasMessageContaining("Expected the impact axis to have labels, but it has none.");
    assertThatThrownBy(() -> axes(List.of("a", "A"), "a"))
        .hasMessageContaining(
            "Expected each label of the impact axis to be there once, but 'A' is twice.");
    assertThatThrownBy(() -> axes(List.of("1"), "7"))
        .hasMessageContaining("Expected the impact fallback to be one of [1], but it is '7'.");
  }

  private static PriorityMatrix matrix(List<List<String>> cells) {
    return new PriorityMatrix(
        "odd", Orientation.LOWEST_FIRST, List.of("1", "2"), List.of("1", "2"), cells, "1", "1");
  }

  private static PriorityMatrix axes(List<String> impacts, String fallback) {
    return new PriorityMatrix(
        "odd", Orientation.LOWEST_FIRST, impacts, List.of("1"), List.of(), fallback, "1");
  }

  private PackLoadException refused(String content) throws IOException {
    Path file = file(content);
    return catchThrowableOfType(PackLoadException.class, () -> PriorityMatrix.read(file));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("matrix.csv"), content);
  }
}
