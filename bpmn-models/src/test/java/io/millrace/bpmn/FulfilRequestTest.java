// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the built-in stream says about itself, compared with the agile operating model. */
class FulfilRequestTest {
  private final ValueStream stream = ValueStreams.builtIn().find("fulfil-request").orElseThrow();

  @Test
  void shouldHaveTheStepsOfTheOperatingModelInOrder() {
    assertThat(stream.steps())
        .extracting(step -> step.number() + " " + step.id())
        .containsExactly(
            "1 selectRequest",
            "2 addModel",
            "3 approveRequest",
            "4 initiateModel",
            "5 fulfil",
            "5 fulfilAutomatically",
            "5 change",
            "5 fulfilByHand",
            "6 confirm",
            "7 tellRequester",
            "8 requestFeedback",
            "9 identifyImprovements");
  }

  @Test
  void shouldStartWhereTheDemandComesIn() {
    assertThat(stream.starts())
        .extracting(Start::message)
        .containsExactlyInAnyOrder(
            null, "fulfil-request.called", "fulfil-request.moved", "fulfil-request.reopened");
  }

  @Test
  void shouldAskForTheModelTheTeamAndForFeedback() {
    assertThat(stream.decisions())
        .isEqualTo(
            Map.of(
                "chooseModel", DecisionPoint.REQUEST_MODEL,
                "decideTeam", DecisionPoint.ROUTING,
                "sampleFeedback", DecisionPoint.FEEDBACK));
  }

  @Test
  void shouldSayWhatARequestComesTo() {
    assertThat(stream.passages())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "becomesRequest", new Passage(null, null, Kind.REQUEST),
                "calledBecomesRequest", new Passage(null, null, Kind.REQUEST),
                "limitReached", new Passage(null, "limitReached", null),
                "noModel", new Passage(null, "noModel", null),
                "declined", new Passage(null, "declined", null),
                "cancelled", new Passage(Milestone.CLOSED, "cancelled", null),
                "refused", new Passage(Milestone.CLOSED, null, null),
                "fulfilled", new Passage(Milestone.RESOLVED, "fulfilled", null),
                "closed", new Passage(Milestone.CLOSED, null, null)));
  }

  @Test
  void shouldNotLetTheRequesterApprove() {
    Step approve = stream.findStep("approveRequest").orElseThrow();

    assertThat(approve.duties().separateFrom()).containsExactly(Duties.REQUESTER);
    assertThat(approve.duties().approves()).isNull();
    assertThat(stream.reminders().values())
        .extracting(Reminder::step)
        .containsExactlyInAnyOrder("approveRequest", "fulfilAutomatically", "confirm");
  }

  @Test
  void shouldFulfilByPeopleHandlerOrChange() {
    assertThat(stream.handlers()).containsExactly("fulfil-request");
    assertThat(stream.findStep("change").orElseThrow().call())
        .isEqualTo(new StreamCall("enable-change", Milestone.RESOLVED));
    assertThat(stream.findStep("fulfil").orElseThrow().kind()).isEqualTo(StepKind.HUMAN);
  }
}
