// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Kind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the built-in stream says about itself. */
class EnableChangeTest {
  private final ValueStream stream = ValueStreams.builtIn().find("enable-change").orElseThrow();

  @Test
  void shouldHaveAllStepsInOrder() {
    assertThat(stream.steps())
        .extracting(step -> step.number() + " " + step.id())
        .containsExactly(
            "1 register",
            "2 buildAndTest",
            "3 gatherFacts",
            "4 revise",
            "5 approve",
            "5 approveEmergency",
            "6 schedule",
            "7 deploy",
            "8 verify",
            "9 backOut",
            "10 escalateBackOut",
            "11 review",
            "12 registerImprovement");
  }

  @Test
  void shouldStartWhereTheDemandComesIn() {
    assertThat(stream.starts())
        .extracting(Start::message)
        .containsExactlyInAnyOrder(
            null, "enable-change.called", "enable-change.moved", "enable-change.reopened");
  }

  @Test
  void shouldGatherFactsAndAskTheGuardrails() {
    assertThat(stream.handlers()).containsExactly("millrace.gather-change-facts");
    assertThat(stream.decisions())
        .isEqualTo(Map.of("assessChange", DecisionPoint.CHANGE_GUARDRAIL));
  }

  @ParameterizedTest
  @ValueSource(strings = {"approve", "approveEmergency"})
  void shouldSeparateApprovalFromTheWork(String id) {
    Step approve = stream.findStep(id).orElseThrow();

    assertThat(approve.duties().approves()).isEqualTo(DecisionPoint.CHANGE_GUARDRAIL);
    assertThat(approve.duties().separateFrom())
        .containsExactly(Duties.REQUESTER, "buildAndTest", "deploy", "approve", "approveEmergency");
    assertThat(approve.results()).containsExactly(Duties.APPROVED, "declined");
    assertThat(stream.findStep("deploy").orElseThrow().duties().separateFrom()).contains(id);
    assertThat(stream.reminders().values()).extracting(Reminder::step).contains(id);
  }

  @Test
  void shouldHurryAnEmergency() {
    assertThat(stream.findStep("approveEmergency").orElseThrow().targetLeadTime())
        .isLessThanOrEqualTo(Duration.ofHours(1));
  }

  @Test
  void shouldSayWhatAChangeComesTo() {
    assertThat(stream.passages())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "becomesChange", new Passage(null, null, Kind.CHANGE),
                "withdrawn", new Passage(Milestone.CLOSED, "withdrawn", null),
                "rejected", new Passage(Milestone.CLOSED, "rejected", null),
                "implemented", new Passage(Milestone.RESOLVED, "implemented", null),
                "closed", new Passage(Milestone.CLOSED, null, null),
                "backedOut", new Passage(Milestone.RESOLVED, "backedOut", null),
                "closedBackedOut", new Passage(Milestone.CLOSED, null, null)));
  }
}
