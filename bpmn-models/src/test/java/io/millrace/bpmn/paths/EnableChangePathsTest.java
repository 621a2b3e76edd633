// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.paths;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnableChangePathsTest extends AbstractStreamPaths {
  EnableChangePathsTest() {
    super("enable-change");
  }

  @BeforeEach
  void answer() {
    guardrails("normal", "pass");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pass", "warn"})
  void shouldLetAStandardChangeThroughWithoutApprovalAndReview(String verdict) {
    // given
    guardrails("standard", verdict);
    ProcessInstance item = assessed();
    assertThat(item).isWaitingAtExactly("schedule");

    // when
    complete(item, "schedule", "scheduled");
    complete(item, "deploy", "deployed");
    complete(item, "verify", "verified");

    // then
    assertThat(item)
        .hasPassedInOrder("implemented", "closed", "changeEnabled")
        .hasNotPassed("approve", "review")
        .isEnded();
  }

  @Test
  void shouldReviewANormalChangeAfterItIsClosed() {
    // given
    ProcessInstance item = scheduled();

    // when
    complete(item, "deploy", "deployed");
    complete(item, "verify", "verified");

    // then
    assertThat(item).hasPassedInOrder("implemented", "closed").isWaitingAtExactly("review");
    complete(item, "review", "improvement");
    complete(item, "registerImprovement");
    assertThat(item).hasPassed("improvementRegistered").hasNotPassed("changeEnabled").isEnded();
  }

  @Test
  void shouldBuildAndTestWhatIsNotReady() {
    // given
    ProcessInstance item = start();

    // when
    complete(item, "register", "toBuild");

    // then
    assertThat(item).isWaitingAtExactly("buildAndTest");
    complete(item, "buildAndTest");
    assertThat(item).isWaitingAtExactly("gatherFacts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"called", "moved"})
  void shouldRegisterWhatComesFromAnotherStream(String start) {
    assertThat(start(start)).hasPassed("becomesChange").isWaitingAtExactly("register");
  }

  @Test
  void shouldReviseAReopenedChange() {
    assertThat(start("reopened")).isWaitingAtExactly("revise");
  }

  @Test
  void shouldAskTheGuardrailsAgainAfterARevision() {
    // given
    ProcessInstance item = stopped();
    guardrails("normal", "warn");

    // when
    complete(item, "revise", "revised");
    complete(item, "gatherFacts");

    // then
    assertThat(item).isWaitingAtExactly("schedule");
  }

  @Test
  void shouldBuildAgainWhatWasStopped() {
    // given
    ProcessInstance item = stopped();

    // when
    complete(item, "revise", "rebuild");

    // then
    assertThat(item).isWaitingAtExactly("buildAndTest");
  }

  @Test
  void shouldEndWithAWithdrawal() {
    // given
    ProcessInstance item = stopped();

    // when
    complete(item, "revise", "withdrawn");

    // then
    assertThat(item).hasPassedInOrder("withdrawn", "changeWithdrawn").isEnded();
  }

  @Test
  void shouldAskForAnotherApprovalUntilTheGuardrailsAreContent() {
    // given
    ProcessInstance item = waitingForApproval("normal", "approve");
    fire(item, "approvalWaits");
    assertThat(item).hasPassed("approverReminded").isWaitingAtExactly("approve");

    // when
    complete(item, "approve", "approved");
    complete(item, "gatherFacts");

    // then
    assertThat(item).isWaitingAtExactly("approve");
    guardrails("normal", "pass");
    complete(item, "approve", "approved");
    complete(item, "gatherFacts");
    assertThat(item).isWaitingAtExactly("schedule");
  }

  @Test
  void shouldRejectWhatIsDeclined() {
    // given
    ProcessInstance item = waitingForApproval("normal", "approve");

    // when
    complete(item, "approve", "declined");

    // then
    assertThat(item).hasPassedInOrder("rejected", "changeRejected").isEnded();
  }

  @Test
  void shouldDeployAnEmergencyAtOnceWhenItIsApproved() {
    // given
    ProcessInstance item = waitingForApproval("emergency", "approveEmergency");
    fire(item, "emergencyWaits");
    assertThat(item).hasPassed("authorityReminded").isWaitingAtExactly("approveEmergency");
    guardrails("emergency", "warn");

    // when
    complete(item, "approveEmergency", "approved");
    complete(item, "gatherFacts");

    // then
    assertThat(item).hasNotPassed("schedule").isWaitingAtExactly("deploy");
    complete(item, "deploy", "deployed");
    complete(item, "verify", "verified");
    assertThat(item).hasPassed("closed").isWaitingAtExactly("review");
  }

  @Test
  void shouldRejectAnEmergencyThatIsDeclined() {
    // given
    ProcessInstance item = waitingForApproval("emergency", "approveEmergency");

    // when
    complete(item, "approveEmergency", "declined");

    // then
    assertThat(item).hasPassed("rejected").isEnded();
  }

  @Test
  void shouldJudgeOtherDatesAgain() {
    // given
    ProcessInstance item = assessed();

    // when
    complete(item, "schedule", "dateChanged");

    // then
    assertThat(item).isWaitingAtExactly("gatherFacts");
  }

  @Test
  void shouldReviewABackOut() {
    // given
    ProcessInstance item = scheduled();
    complete(item, "deploy", "deployed");
    complete(item, "verify", "notVerified");

    // when
    complete(item, "backOut", "backedOut");

    // then
    assertThat(item)
        .hasPassedInOrder("backedOut", "closedBackedOut")
        .hasNotPassed("implemented")
        .isWaitingAtExactly("review");
    complete(item, "review", "nothingToImprove");
    assertThat(item).hasPassed("changeEnabled").isEnded();
  }

  @Test
  void shouldEscalateABackOutThatFails() {
    // given
    ProcessInstance item = scheduled();
    complete(item, "deploy", "failed");
    complete(item, "backOut", "failed");
    assertThat(item).isWaitingAtExactly("escalateBackOut");

    // when
    complete(item, "escalateBackOut", "backOutAgain");
    complete(item, "backOut", "failed");
    complete(item, "escalateBackOut", "fixForward");

    // then
    assertThat(item).hasNotPassed("backedOut").isWaitingAtExactly("deploy");
  }

  private void guardrails(String model, String verdict) {
    answer("change-guardrail", Map.of("model", model, "verdict", verdict));
  }

  private ProcessInstance assessed() {
    ProcessInstance item = start();
    complete(item, "register", "ready");
    complete(item, "gatherFacts");
    return item;
  }

  private ProcessInstance scheduled() {
    ProcessInstance item = assessed();
    complete(item, "schedule", "scheduled");
    assertThat(item).isWaitingAtExactly("deploy");
    return item;
  }

  private ProcessInstance stopped() {
    guardrails("normal", "stop");
    ProcessInstance item = assessed();
    assertThat(item).isWaitingAtExactly("revise");
    return item;
  }

  private ProcessInstance waitingForApproval(String model, String step) {
    guardrails(model, "approve");
    ProcessInstance item = assessed();
    assertThat(item).isWaitingAtExactly(step);
    return item;
  }
}
