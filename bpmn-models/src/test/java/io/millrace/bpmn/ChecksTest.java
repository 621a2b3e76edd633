// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.CheckFixtures.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each check finds what it is for, where it is, and nothing else. */
class ChecksTest {
  @ParameterizedTest
  @MethodSource("io.millrace.bpmn.CheckFixtures#ids")
  void shouldFindWhatIsWrongAndNothingElse(String id) {
    // when
    CheckReport report = CheckFixtures.bad(id);

    // then
    assertThat(report.problems().stream().map(Finding::of).distinct())
        .containsExactlyInAnyOrderElementsOf(CheckFixtures.expected(id));
    assertThat(report.problems()).extracting(ModelProblem::check).contains(id);
    assertThat(report.problems())
        .allSatisfy(
            problem -> {
              assertThat(problem.problem()).matches("Expected .*, but .*\\.");
              assertThat(problem.advice()).isNotBlank().doesNotEndWith(".");
            });
  }

  @ParameterizedTest
  @MethodSource("io.millrace.bpmn.CheckFixtures#ids")
  void shouldFindNothingInTheRepairedModel(String id) {
    assertThat(CheckFixtures.good(id).problems()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("io.millrace.bpmn.CheckFixtures#clean")
  void shouldFindNothingWhereNothingIsWrong(Path file) {
    assertThat(CheckFixtures.check(file).problems()).isEmpty();
  }

  @Test
  void shouldHaveAModelForEveryCheck() {
    assertThat(CheckFixtures.ids())
        .containsExactlyInAnyOrderElementsOf(
            ValueStreams.checks().stream().map(Check::id).toList());
  }

  @Test
  void shouldBeCleanOfErrorsAndWarningsInTheStreamsThatShip() {
    // given
    Installation installation =
        Installation.standard()
            .withStreams(ValueStreams.builtIn().all().stream().map(ValueStream::key).toList());

    // then
    assertThat(ValueStreams.builtIn())
        .allSatisfy(
            stream -> {
              CheckReport report =
                  ValueStreams.check(
                      stream.model().fileName(), stream.model().bytes(), installation);
              assertThat(report.problems(Severity.ERROR)).isEmpty();
              assertThat(report.problems(Severity.WARNING)).isEmpty();
              assertThat(report.isClean()).isTrue();
            });
  }

  @Test
  void shouldBeCleanOfErrorsAndWarningsInTheExamples() throws IOException {
    // given
    Path folder = Path.of("..", "examples", "axle", "src", "main", "resources", "axle");

    // when
    List<Path> examples;
    try (Stream<Path> files = Files.list(folder)) {
      examples = files.filter(file -> file.toString().endsWith(".bpmn")).toList();
    }

    // then
    assertThat(examples)
        .isNotEmpty()
        .allSatisfy(file -> assertThat(CheckFixtures.check(file).isClean()).isTrue());
  }

  @Test
  void shouldRefuseToReadExactlyWhatHasErrors() {
    assertThat(CheckFixtures.ids())
        .allSatisfy(
            id -> {
              byte[] model = CheckFixtures.read(CheckFixtures.badFile(id));
              CheckReport report = ValueStreams.check("bad.bpmn", model, Installation.unknown());
              List<ModelProblem> refused = refusals(model);
              assertThat(refused).isEqualTo(report.problems(Severity.ERROR));
              assertThat(report.isDeployable()).isEqualTo(refused.isEmpty());
            });
  }

  @Test
  void shouldLeaveOutWhatNobodyTold() {
    // given
    byte[] model = CheckFixtures.read(CheckFixtures.badFile("unknown-handler"));

    // when
    CheckReport nothing = ValueStreams.check("bad.bpmn", model, Installation.unknown());
    CheckReport points = ValueStreams.check("bad.bpmn", model, Installation.standard());

    // then
    assertThat(nothing.problems()).isEmpty();
    assertThat(nothing.skipped())
        .containsExactly("unknown-handler", "unknown-decision-point", "unknown-stream");
    assertThat(points.skipped()).containsExactly("unknown-handler", "unknown-stream");
    assertThat(CheckFixtures.bad("unknown-handler").skipped()).isEmpty();
  }

  @Test
  void shouldKnowTheHandlersOfMillraceItself() {
    // given
    String model = text("unknown-handler").replace("bookings", "millrace.gather-change-facts");

    // when
    CheckReport report =
        ValueStreams.check("x", bytes(model), Installation.standard().withHandlers(List.of()));

    // then
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void shouldLetAStreamCallItself() {
    // given
    String model = text("unknown-stream").replace("enable-changes", "hire");

    // then
    assertThat(check(model).problems()).isEmpty();
  }

  @Test
  void shouldKnowTheDecisionPointsOfAHost() {
    // given
    byte[] model = CheckFixtures.read(CheckFixtures.badFile("unknown-decision-point"));
    Installation host = Installation.unknown().withDecisionPoints(List.of("priorities"));

    // then
    assertThat(ValueStreams.check("x", model, host).problems()).isEmpty();
    assertThat(host.findDecisionPoints()).hasValueSatisfying(p -> assertThat(p).hasSize(1));
    assertThat(host.findHandlers()).isEmpty();
    assertThat(host.findStreams()).isEmpty();
  }

  @Test
  void shouldSuggestTheNearestName() {
    assertThat(only("unknown-practice")).contains("but found 'DSKK' (perhaps 'DSK').");
    assertThat(only("unknown-activity")).contains("'engaged' (perhaps 'engage').");
    assertThat(only("unknown-property"))
        .isEqualTo(
            "Expected 'agree' to have known properties, but found desiredOutcome (perhaps"
                + " 'desiredOutcomes').");
    assertThat(only("unknown-handler"))
        .isEqualTo(
            "Expected 'agree' to be done by an installed handler, but there is no 'bookings'"
                + " (perhaps 'booking').");
    assertThat(only("invalid-separate-from")).contains("but there is no handover.");
  }

  @Test
  void shouldSayWhatTwoActivitiesAreInAnyForm() {
    for (String two : List.of("engage, improve", "engage and improve", "plan + engage")) {
      assertThat(check(text("two-activities").replace("engage; improve", two)).problems())
          .extracting(ModelProblem::check)
          .containsExactly("two-activities");
    }
    for (String one : List.of("design and transition", "deliver and support")) {
      assertThat(check(text("two-activities").replace("engage; improve", one)).problems())
          .isEmpty();
    }
  }

  @Test
  void shouldReportAFileThatIsNoModelInOneFinding() {
    for (byte[] content : List.of(new byte[0], bytes("PK\u0003\u0004"), bytes("<a/>"))) {
      CheckReport report = ValueStreams.check("x", content, Installation.standard());
      assertThat(report.isReadable()).isFalse();
      assertThat(report.isDeployable()).isFalse();
      assertThat(report.problems()).hasSize(1);
    }
    assertThat(CheckFixtures.bad("missing-default").isReadable()).isTrue();
    assertThat(
            ValueStreams.check("x", new byte[ValueStreams.MAX_BYTES + 1], Installation.standard())
                .problems())
        .extracting(ModelProblem::problem)
        .containsExactly("Expected at most 4194304 bytes, but there are more.");
  }

  @Test
  void shouldSortByLineAndCount() {
    // given
    String model =
        text("missing-inputs")
            .replace("value=\"PT5M\"", "value=\"soon\"")
            .replace("name=\"targetLeadTime\" value=\"PT2H\"", "name=\"x.y\" value=\"\"");

    // when
    CheckReport report = check(model);

    // then
    assertThat(report.problems())
        .extracting(ModelProblem::check)
        .containsExactly("missing-target-lead-time", "invalid-duration", "missing-inputs");
    assertThat(report.count(Severity.ERROR)).isEqualTo(1);
    assertThat(report.count(Severity.WARNING)).isEqualTo(1);
    assertThat(report.count(Severity.INFO)).isEqualTo(1);
    assertThat(report.fileName()).isEqualTo("hire.bpmn");
  }

  @Test
  void shouldSayLongTextsInOneShortLine() {
    // given
    String model = text("unknown-practice").replace("DSKK", "a&#10;b ".repeat(1000));

    // then
    assertThat(check(model).problems().get(0).problem())
        .hasSize(503)
        .contains("but found 'a b a b")
        .endsWith("...");
  }

  private static String only(String id) {
    CheckReport report = CheckFixtures.bad(id);
    assertThat(report.problems()).hasSize(1);
    return report.problems().get(0).problem();
  }

  private static List<ModelProblem> refusals(byte[] model) {
    try {
      ValueStreams.read("bad.bpmn", model);
      return List.of();
    } catch (ValueStreamException e) {
      return e.problems();
    }
  }

  private static CheckReport check(String model) {
    return ValueStreams.check("hire.bpmn", bytes(model), CheckFixtures.INSTALLATION);
  }

  private static String text(String id) {
    return new String(CheckFixtures.read(CheckFixtures.badFile(id)), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
