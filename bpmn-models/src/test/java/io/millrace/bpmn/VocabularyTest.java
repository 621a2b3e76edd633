// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What designers can say about calls, duties, outcomes and reminders is read as it is meant. */
class VocabularyTest {
  private static final String MODEL =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
        <process id="hire" isExecutable="true">
          <startEvent id="asked" />
          <sequenceFlow id="f1" sourceRef="asked" targetRef="approve" />
          <userTask id="approve">
            <extensionElements>
              <camunda:properties>
                <camunda:property name="stepNumber" value="1" />
                <camunda:property name="activity" value="plan" />
                <camunda:property name="separateFrom" value="requester, approve" />
                <camunda:property name="approves" value="change-guardrail" />
                <camunda:property name="results" value="approved, declined" />
                <camunda:property name="actions" value="read the plan; decide" />
                <camunda:property name="constraints" value="two people" />
                <camunda:property name="valueAdding" value="false" />
                <camunda:property name="touchpoint" value="user" />
              </camunda:properties>
            </extensionElements>
          </userTask>
          <boundaryEvent id="late" attachedToRef="approve" cancelActivity="false">
            <extensionElements>
              <camunda:properties>
                <camunda:property name="reminder" value="still waiting" />
              </camunda:properties>
            </extensionElements>
            <timerEventDefinition><timeDuration>PT8H</timeDuration></timerEventDefinition>
          </boundaryEvent>
          <sequenceFlow id="f2" sourceRef="late" targetRef="reminded" />
          <endEvent id="reminded" />
          <sequenceFlow id="f3" sourceRef="approve" targetRef="change" />
          <callActivity id="change" calledElement="enable-change">
            <extensionElements>
              <camunda:properties>
                <camunda:property name="stepNumber" value="2" />
                <camunda:property name="activity" value="design and transition" />
                <camunda:property name="until" value="resolved" />
              </camunda:properties>
            </extensionElements>
          </callActivity>
          <sequenceFlow id="f4" sourceRef="change" targetRef="decided" />
          <intermediateThrowEvent id="decided">
            <extensionElements>
              <camunda:properties>
                <camunda:property name="becomes" value="portfolio item" />
                <camunda:property name="milestone" value="closed" />
              </camunda:properties>
            </extensionElements>
          </intermediateThrowEvent>
          <sequenceFlow id="f5" sourceRef="decided" targetRef="done" />
          <endEvent id="done">
            <extensionElements>
              <camunda:properties>
                <camunda:property name="outcome" value="hired" />
              </camunda:properties>
            </extensionElements>
          </endEvent>
        </process>
      </definitions>
      """;

  @Test
  void shouldReadWhoMayDoAStep() {
    // when
    Step approve = read(MODEL).findStep("approve").orElseThrow();

    // then
    assertThat(approve.duties().separateFrom()).containsExactly(Duties.REQUESTER, "approve");
    assertThat(approve.duties().approves()).isEqualTo(DecisionPoint.CHANGE_GUARDRAIL);
    assertThat(approve.elaboration().actions()).containsExactly("read the plan", "decide");
    assertThat(approve.elaboration().constraints()).containsExactly("two people");
    assertThat(approve.elaboration().valueAdding()).isFalse();
    assertThat(approve.elaboration().touchpoint()).isEqualTo("user");
  }

  @Test
  void shouldReadWhatAStepCalls() {
    // when
    ValueStream stream = read(MODEL);

    // then
    Step change = stream.findStep("change").orElseThrow();
    assertThat(change.kind()).isEqualTo(StepKind.CALL);
    assertThat(change.call()).isEqualTo(new StreamCall("enable-change", Milestone.RESOLVED));
    assertThat(stream.calledStreams()).containsExactly("enable-change");
  }

  @Test
  void shouldReadWhatItMeansToPassAnEvent() {
    // when
    ValueStream stream = read(MODEL);

    // then
    assertThat(stream.passages())
        .containsEntry("decided", new Passage(Milestone.CLOSED, null, Kind.PORTFOLIO_ITEM))
        .containsEntry("done", new Passage(null, "hired", null));
    assertThat(stream.outcomes()).containsExactly("hired");
    assertThat(stream.reaches(Milestone.CLOSED)).isTrue();
    assertThat(stream.reaches(Milestone.RESOLVED)).isFalse();
    assertThat(stream.reminders())
        .containsExactly(Map.entry("late", new Reminder("approve", "still waiting")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "portfolio item | unicorn | the property 'becomes' of 'decided' to be one of query, incident",
        "value=\"hired\" | value=\"very hired\" | the outcome of 'done' to be letters and digits",
        "calledElement=\"enable-change\" | calledElement=\"a b\" | to name a value stream, but its",
        "name=\"approves\" value=\"change-guardrail\" | name=\"approves\" value=\"A B\" | to name a decision"
            + " point, but it is 'A B'",
        "name=\"milestone\" value=\"closed\" | name=\"reminder\" value=\"x\" | to be a timer at the border of a step",
      })
  void shouldRefuseWhatMeansNothing(String said, String instead, String problem) {
    // given
    String model = MODEL.replace(said, instead);

    // then
    assertThatThrownBy(() -> read(model))
        .isInstanceOf(ValueStreamException.class)
        .hasMessageContaining(problem);
  }

  private static ValueStream read(String model) {
    return ValueStreams.read("hire.bpmn", model.getBytes(StandardCharsets.UTF_8));
  }
}
