// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.DecisionPoint;
import io.millrace.model.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueStreamsTest {
  @Test
  void shouldReadAHostsModel() {
    // when
    ValueStream stream = Models.read(Models.HIRE);

    // then
    assertThat(stream.key()).isEqualTo("hire");
    assertThat(stream.name()).isEqualTo("Hire a bike");
    assertThat(stream.steps()).extracting(Step::id).containsExactly("agree", "book");
    assertThat(stream.findStep("agree").orElseThrow().practices())
        .containsExactly(
            new PracticeContribution(Practice.DSK, "listen"),
            new PracticeContribution(Practice.SCM, ""));
    assertThat(stream.findStep("book").orElseThrow().kind()).isEqualTo(StepKind.AUTOMATED);
    assertThat(stream.findStep("book").orElseThrow().targetLeadTime()).isNull();
    assertThat(stream.handlers()).containsExactly("booking");
    assertThat(stream.decisions()).containsEntry("rank", DecisionPoint.CLASS_OF_SERVICE);
    assertThat(stream.passages())
        .containsEntry("booked", new Passage(Milestone.CLOSED, null, null));
    assertThat(stream.findPlainStart()).map(Start::id).hasValue("asked");
    assertThat(stream.findStart("call")).map(Start::id).hasValue("called");
    assertThat(stream.findStart("other")).isEmpty();
  }

  @Test
  void shouldReadAStepWithActionsInside() {
    // given
    String model =
        Models.with(
            "<endEvent id=\"done\" />",
            """
            <endEvent id="done" />
            <subProcess id="prepare">
              <extensionElements><c:properties>
                <c:property name="stepNumber" value="3" />
                <c:property name="activity" value="obtain/build" />
              </c:properties></extensionElements>
              <startEvent id="in" />
              <userTask id="pump" />
            </subProcess>
            """);

    // when
    ValueStream stream = Models.read(model);

    // then
    assertThat(stream.steps()).extracting(Step::id).containsExactly("agree", "book", "prepare");
    assertThat(stream.findStep("prepare").orElseThrow().kind()).isEqualTo(StepKind.SUBPROCESS);
    assertThat(stream.starts()).extracting(Start::id).containsExactly("asked", "called");
  }

  @Test
  void shouldReadFromAStream() throws IOException {
    // given
    byte[] bytes = Models.HIRE.getBytes(StandardCharsets.UTF_8);

    // when
    ValueStream stream = ValueStreams.read("hire.bpmn", new ByteArrayInputStream(bytes));

    // then
    assertThat(stream.model().bytes()).isEqualTo(bytes);
    assertThat(stream.model()).isEqualTo(new StreamModel("hire.bpmn", bytes));
  }

  @Test
  void shouldDigestTheContent() {
    // given
    StreamModel model = new StreamModel("abc", "abc".getBytes(StandardCharsets.US_ASCII));

    // then
    assertThat(model.digest())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(model).hasToString("abc (SHA-256 " + model.digest() + ")");
  }

  @Test
  void shouldNotShareItsBytes() {
    // given
    ValueStream stream = Models.read(Models.HIRE);

    // when
    stream.model().bytes()[0] = 0;

    // then
    assertThat(stream.model().bytes()[0]).isEqualTo((byte) '<');
  }

  @Test
  void shouldAddAStreamToTheCatalogue() {
    // given
    ValueStream hire = Models.read(Models.HIRE);

    // when
    ValueStreams streams = ValueStreams.builtIn().with(hire);

    // then
    assertThat(streams.find("hire")).hasValue(hire);
    assertThat(streams).extracting(ValueStream::key).contains("restore-live-service", "hire");
    assertThat(streams.find("other")).isEmpty();
  }

  @Test
  void shouldRefuseASecondStreamOfOneKey() {
    // given
    ValueStreams streams = ValueStreams.builtIn().with(Models.read(Models.HIRE));
    ValueStream again =
        ValueStreams.read("again.bpmn", Models.HIRE.getBytes(StandardCharsets.UTF_8));

    // then
    assertThatThrownBy(() -> streams.with(again))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            Expected the key 'hire' of again.bpmn to be new, but hire.bpmn has it already.
            Maybe give the process another id.""");
  }

  @Test
  void shouldRefuseASecondStreamForOneStartMessage() {
    // given
    ValueStream hire = Models.read(Models.with("name=\"call\"", "name=\"reopened\""));

    // then
    assertThatThrownBy(() -> ValueStreams.builtIn().with(hire))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            """
            Expected the start message 'reopened' of hire.bpmn to be new, but \
            restore-live-service.bpmn waits for it already.
            Maybe put the key in front of it, like 'hire.reopened'.""");
  }

  @Test
  void shouldFindAMessageThatCarriesTheKey() {
    // given
    ValueStream hire = Models.read(Models.with("name=\"call\"", "name=\"hire.reopened\""));

    // then
    assertThat(hire.findStart("reopened")).map(Start::message).hasValue("hire.reopened");
    assertThat(ValueStreams.builtIn().with(hire)).contains(hire);
  }

  @Test
  void shouldRefuseAHugeFile() {
    assertThatThrownBy(() -> ValueStreams.read("huge.bpmn", new byte[ValueStreams.MAX_BYTES + 1]))
        .isInstanceOf(ValueStreamException.class)
        .hasMessageContaining("Expected at most 4194304 bytes, but there are more.");
  }

  @Test
  void shouldSayEveryProblemAtOnce() {
    // given
    String model =
        Models.with("value=\"engage\"", "value=\"charm\"")
            .replace("DSK: listen", "XYZ: listen")
            .replace("value=\"PT5M\"", "value=\"5 minutes\"");

    // then
    assertThatThrownBy(() -> Models.read(model))
        .isInstanceOfSatisfying(
            ValueStreamException.class,
            e -> {
              assertThat(e.fileName()).isEqualTo("hire.bpmn");
              assertThat(e.problems()).hasSize(3);
              assertThat(e.problems()).extracting(ModelProblem::element).containsOnly("agree");
              assertThat(e.getMessage())
                  .startsWith("Expected 'hire.bpmn' to be a value stream, but found 3 problems:\n-")
                  .contains("- line 9, agree: Expected the property 'activity' of 'agree'")
                  .contains("\nMaybe ");
            });
  }

  @Test
  void shouldKeepProblemsInOrderOfTheFile() {
    // given
    String model =
        Models.with("value=\"PT5M\"", "value=\"soon\"")
            .replace("isExecutable", "zz='${x}' isExecutable");

    // then
    assertThatThrownBy(() -> Models.read(model))
        .isInstanceOfSatisfying(
            ValueStreamException.class,
            e ->
                assertThat(e.problems())
                    .extracting(ModelProblem::element)
                    .isEqualTo(List.of("hire", "agree")));
  }
}
