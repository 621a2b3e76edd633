// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.model.StreamView;
import io.millrace.model.StreamView.Doer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What those see who check streams by rules of their own. */
class StreamViewTest {
  private static final String MODEL =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:c="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:test">
        <process id="lend" name="Lend a bike" isExecutable="true">
          <extensionElements>
            <c:properties>
              <c:property name="ownedBy" value="bike desk" />
              <c:property name="description" value="People borrow bikes." />
              <c:property name="targetLeadTime" value="P1D" />
            </c:properties>
          </extensionElements>
          <startEvent id="asked" />
          <sequenceFlow id="f1" sourceRef="asked" targetRef="route" />
          <businessRuleTask id="route" name="Who takes it?"
              c:delegateExpression="${millrace.decide}">
            <extensionElements>
              <c:properties><c:property name="decisionPoint" value="routing" /></c:properties>
            </extensionElements>
          </businessRuleTask>
          <sequenceFlow id="f2" sourceRef="route" targetRef="hand" />
          <subProcess id="hand" name="Hand it over">
            <extensionElements>
              <c:properties>
                <c:property name="stepNumber" value="2" />
                <c:property name="activity" value="deliver and support" />
                <c:property name="targetLeadTime" value="PT2H" />
                <c:property name="practices" value="IM: keep the record; SD" />
                <c:property name="responsible" value="agent; helper" />
                <c:property name="results" value="lent, refused" />
              </c:properties>
            </extensionElements>
            <startEvent id="begin" />
            <sequenceFlow id="s1" sourceRef="begin" targetRef="fetch" />
            <userTask id="fetch" name="Fetch it" />
            <sequenceFlow id="s2" sourceRef="fetch" targetRef="end" />
            <endEvent id="end" />
          </subProcess>
          <boundaryEvent id="late" attachedToRef="hand" cancelActivity="false">
            <timerEventDefinition><timeDuration>PT4H</timeDuration></timerEventDefinition>
          </boundaryEvent>
          <sequenceFlow id="f5" sourceRef="late" targetRef="toldLate" />
          <endEvent id="toldLate" />
          <sequenceFlow id="f3" sourceRef="hand" targetRef="which" />
          <exclusiveGateway id="which" default="f6" />
          <sequenceFlow id="f4" sourceRef="which" targetRef="lent">
            <conditionExpression>${hand_result == 'lent'}</conditionExpression>
          </sequenceFlow>
          <sequenceFlow id="f6" sourceRef="which" targetRef="refused" />
          <endEvent id="lent" />
          <endEvent id="refused" />
        </process>
      </definitions>
      """;

  private final StreamView view =
      ValueStreams.view(ValueStreams.read("lend.bpmn", MODEL.getBytes(StandardCharsets.UTF_8)));

  private static int line(String text) {
    return (int) MODEL.substring(0, MODEL.indexOf(text)).lines().count();
  }

  @Test
  void shouldShowTheStream() {
    assertThat(view.key()).isEqualTo("lend");
    assertThat(view.name()).isEqualTo("Lend a bike");
    assertThat(view.fileName()).isEqualTo("lend.bpmn");
    assertThat(view.ownedBy()).isEqualTo("bike desk");
    assertThat(view.description()).isEqualTo("People borrow bikes.");
    assertThat(view.targetLeadTime()).isEqualTo(Duration.ofDays(1));
    assertThat(view.line()).isEqualTo(3);
  }

  @Test
  void shouldShowNodesWithWhatBelongsToThem() {
    assertThat(view.nodes())
        .extracting(StreamView.Node::id)
        .containsExactly(
            "asked",
            "route",
            "hand",
            "begin",
            "fetch",
            "end",
            "late",
            "toldLate",
            "which",
            "lent",
            "refused");
    assertThat(view.findNode("fetch").orElseThrow())
        .isEqualTo(
            new StreamView.Node(
                "fetch",
                "userTask",
                "Fetch it",
                line("<userTask"),
                "hand",
                null,
                null,
                "",
                null,
                Map.of()));
    assertThat(view.timers())
        .singleElement()
        .isEqualTo(
            new StreamView.Node(
                "late",
                "boundaryEvent",
                "",
                line("<boundaryEvent"),
                null,
                "hand",
                "timer",
                "PT4H",
                null,
                Map.of()));
    assertThat(view.decisions())
        .singleElement()
        .returns("route", StreamView.Node::id)
        .returns(DecisionPoint.ROUTING, StreamView.Node::decisionPoint)
        .returns(Map.of("decisionPoint", "routing"), StreamView.Node::properties);
  }

  @Test
  void shouldShowFlowsAndWhereTheyLead() {
    assertThat(view.flowsFrom("which"))
        .containsExactly(
            new StreamView.Flow(
                "f4", "which", "lent", "${hand_result == 'lent'}", false, line("id=\"f4\"")),
            new StreamView.Flow("f6", "which", "refused", null, true, line("id=\"f6\"")));
    assertThat(view.flowsTo("fetch")).extracting(StreamView.Flow::id).containsExactly("s1");
  }

  @Test
  void shouldShowStepsWithTheirMetadata() {
    assertThat(view.steps()).hasSize(1);
    StreamView.Step step = view.findStep("hand").orElseThrow();
    assertThat(step)
        .returns("Hand it over", StreamView.Step::name)
        .returns(2, StreamView.Step::number)
        .returns("deliver and support", StreamView.Step::activity)
        .returns(Duration.ofHours(2), StreamView.Step::targetLeadTime)
        .returns(List.of("IM", "SD"), StreamView.Step::practices)
        .returns(List.of("agent", "helper"), StreamView.Step::responsible)
        .returns(List.of("lent", "refused"), StreamView.Step::results)
        .returns(Doer.SUBPROCESS, StreamView.Step::doer)
        .returns(line("<subProcess"), StreamView.Step::line);
  }

  @Test
  void shouldShowEveryBuiltInStream() {
    for (ValueStream stream : ValueStreams.builtIn()) {
      StreamView shown = ValueStreams.view(stream);

      assertThat(shown.steps()).hasSameSizeAs(stream.steps());
      assertThat(shown.decisions()).hasSameSizeAs(stream.decisions().keySet());
      assertThat(shown.steps()).allSatisfy(step -> assertThat(step.line()).isPositive());
      assertThat(shown.flows())
          .allSatisfy(
              flow -> {
                assertThat(shown.findNode(flow.from())).isPresent();
                assertThat(shown.findNode(flow.to())).isPresent();
              });
    }
  }
}
