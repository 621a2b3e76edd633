// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same flaw in its other forms: each says what it is. */
class CheckVariantsTest {
  private static final String DEFINITION =
      "<bpmn:timerEventDefinition><bpmn:timeDuration>PT8H</bpmn:timeDuration>"
          + "</bpmn:timerEventDefinition>";
  private static final String BOUNDARY =
      "Expected the boundary event 'late' to be attached to an activity and to wait for one event,"
          + " but ";

  @ParameterizedTest(name = "{3}")
  @MethodSource({"events", "flows", "variables"})
  void shouldSayWhatIsWrong(Path file, String piece, String instead, String problem) {
    // given
    String model = text(file);
    assertThat(model).contains(piece);

    // when
    List<ModelProblem> problems = check(model.replace(piece, instead)).problems();

    // then
    assertThat(problems).extracting(ModelProblem::problem).contains(problem);
  }

  static Stream<Arguments> events() {
    Path reminder = CheckFixtures.goodFile("misplaced-reminder");
    Path pause = CheckFixtures.goodFile("event-trigger");
    Path error = clean("subprocess-error");
    return Stream.of(
        Arguments.of(
            reminder,
            "attachedToRef=\"agree\"",
            "attachedToRef=\"done\"",
            BOUNDARY + "it is attached to none."),
        Arguments.of(
            reminder,
            "attachedToRef=\"agree\"",
            "attachedToRef=\"done\"",
            "Expected the reminder 'late' to be a timer at the border of a step, but it is"
                + " <bpmn:boundaryEvent> at 'done'."),
        Arguments.of(reminder, DEFINITION, "", BOUNDARY + "it waits for 0."),
        Arguments.of(reminder, DEFINITION, DEFINITION + DEFINITION, BOUNDARY + "it waits for 2."),
        Arguments.of(
            reminder,
            DEFINITION,
            "<bpmn:linkEventDefinition name=\"a\" />",
            BOUNDARY + "it has a <bpmn:linkEventDefinition>."),
        Arguments.of(
            reminder,
            DEFINITION,
            "<bpmn:errorEventDefinition />",
            BOUNDARY + "an error always interrupts."),
        Arguments.of(
            pause,
            DEFINITION,
            "",
            "Expected the event 'pause' to have an event to wait for, but it has none."),
        Arguments.of(
            pause,
            DEFINITION,
            "<bpmn:timerEventDefinition><bpmn:timeDuration /></bpmn:timerEventDefinition>",
            "Expected the event 'pause' to have one date, duration or cycle, but it has none."),
        Arguments.of(
            pause,
            DEFINITION,
            "<bpmn:messageEventDefinition />",
            "Expected the event 'pause' to have a named message, but it has none."),
        Arguments.of(
            pause,
            DEFINITION,
            "<bpmn:signalEventDefinition signalRef=\"agree\" />",
            "Expected the event 'pause' to have a named signal, but it has none."),
        Arguments.of(
            error,
            " errorCode=\"flat\"",
            "",
            "Expected the event 'broken' to have a named error, but it has none."),
        Arguments.of(
            error,
            "<bpmn:errorEventDefinition errorRef=\"flat\" />",
            "<bpmn:escalationEventDefinition />",
            "Expected the event 'broken' to have a named escalation, but it has none."),
        Arguments.of(
            clean("event-subprocess"),
            "isInterrupting=\"false\">\n      " + DEFINITION.replace("8H", "1H"),
            "isInterrupting=\"false\">",
            "Expected the subprocess 'tell' to have one start with an event, but it does not."),
        Arguments.of(
            clean("links-and-events"),
            "id=\"soon\"",
            "id=\"sooner\"",
            "Expected the flow 'f2' to join two nodes beside it, but its target is not there."),
        Arguments.of(
            clean("links-and-events"),
            "sourceRef=\"soon\"",
            "sourceRef=\"sooner\"",
            "Expected the flow 'f4' to join two nodes beside it, but its source is not there."));
  }

  static Stream<Arguments> flows() {
    Path choice = CheckFixtures.goodFile("missing-default");
    Path loop = CheckFixtures.goodFile("loop-without-exit");
    Path nested = clean("subprocess-interrupted");
    return Stream.of(
        Arguments.of(
            choice,
            "sourceRef=\"agree\" targetRef=\"choose\" />",
            "sourceRef=\"agree\" targetRef=\"choose\"><bpmn:conditionExpression>"
                + "${agree_result == 'yes'}</bpmn:conditionExpression></bpmn:sequenceFlow>",
            "Expected 'agree' to have a default flow, but it has none."),
        Arguments.of(
            loop,
            "<bpmn:sequenceFlow id=\"f3\" sourceRef=\"choose\" targetRef=\"done\" />",
            "",
            "Expected the flow 'f4' to have no condition as the only one, but it has one."),
        Arguments.of(
            nested,
            "attachedToRef=\"repair\"",
            "attachedToRef=\"repair\" cancelActivity=\"false\"",
            "Expected 'begun' to lead to an end, but every way goes round for ever."),
        Arguments.of(
            nested,
            "attachedToRef=\"repair\"",
            "attachedToRef=\"repair\" cancelActivity=\"false\"",
            "Expected 'pump' to be in a loop with a way out, but it has none."));
  }

  static Stream<Arguments> variables() {
    Path parallel = clean("parallel-results");
    return Stream.of(
        Arguments.of(
            parallel,
            "parallelGateway id=\"join\"",
            "exclusiveGateway id=\"join\"",
            "Expected the flow 'yes' to compare what is set on every way to it, but one way does"
                + " not set test_result, wash_result."),
        Arguments.of(
            clean("subprocess-error"),
            "id=\"d\" sourceRef=\"buy\" targetRef=\"bought\"",
            "id=\"d\" sourceRef=\"buy\" targetRef=\"choose\"",
            "Expected the flow 'y' to compare what is set on every way to it, but one way does not"
                + " set pump_result."));
  }

  private static Path clean(String name) {
    return CheckFixtures.clean().stream()
        .filter(file -> file.endsWith(name + ".bpmn"))
        .findFirst()
        .orElseThrow();
  }

  private static CheckReport check(String model) {
    return ValueStreams.check(
        "hire.bpmn", model.getBytes(StandardCharsets.UTF_8), CheckFixtures.INSTALLATION);
  }

  private static String text(Path file) {
    return new String(CheckFixtures.read(file), StandardCharsets.UTF_8);
  }
}
