// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.paths;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestoreLiveServicePathsTest extends AbstractStreamPaths {
  RestoreLiveServicePathsTest() {
    super("restore-live-service");
  }

  @BeforeEach
  void answer() {
    answer("classification", "kind", "incident");
    answer("feedback", "ask", "false");
  }

  @Test
  void shouldEndEarlyWhenTheFirstAttemptFixesIt() {
    // given
    ProcessInstance item = registered();

    // when
    complete(item, "investigate", "fixed");

    // then
    assertThat(item)
        .hasPassedInOrder("reclassify", "resolvedAtFirstAttempt", "closedAtFirstAttempt")
        .isEnded();
  }

  @ParameterizedTest
  @CsvSource({"specialist, obtainFix", "vendorPatch, fetchVendorPatch", "outsourced, outsourceFix"})
  void shouldObtainAFixFromSomebodyElse(String result, String step) {
    // given
    ProcessInstance item = registered();

    // when
    complete(item, "investigate", result);
    complete(item, step);
    complete(item, "deployFix");

    // then
    assertThat(item).hasPassed("resolved").hasNotPassed("closed").isWaitingAtExactly("verify");
    complete(item, "verify", "restored");
    assertThat(item).hasPassedInOrder("resolved", "closed", "sampleFeedback").isEnded();
  }

  @Test
  void shouldFollowTheVendorsTicketInParallel() {
    // given
    ProcessInstance item = start("monitoring");

    // when
    complete(item, "investigate", "vendorTicket");

    // then
    assertThat(item).isWaitingAtExactly("followVendorIncident", "vendorTicket");
    complete(item, "vendorTicket");
    assertThat(item).isWaitingAtExactly("followVendorIncident", "vendorDone");
    complete(item, "followVendorIncident");
    assertThat(item).isWaitingAtExactly("deployFix");
  }

  @ParameterizedTest
  @ValueSource(strings = {"monitoring", "reopened", "moved"})
  void shouldInvestigateAtOnceWhatNeedsNoRegistration(String start) {
    assertThat(start(start)).isWaitingAtExactly("investigate");
  }

  @Test
  void shouldTryTheKnownFixesInTurn() {
    // given
    ProcessInstance item = registered();

    // when
    complete(item, "investigate", "tryNext");
    complete(item, "investigate", "tryNext");

    // then
    assertThat(item).isWaitingAtExactly("investigate");
    complete(item, "investigate", "fixed");
    assertThat(item).hasPassed("closedAtFirstAttempt").isEnded();
  }

  @Test
  void shouldTellTheUsersAfterTheInvestigationOfAnEventHasBegun() {
    // given
    ProcessInstance item = start("monitoring");

    // when
    complete(item, "investigate", "tellUsers");

    // then
    assertThat(item).isWaitingAtExactly("registerAffected");
    complete(item, "registerAffected");
    assertThat(item).isWaitingAtExactly("investigate");
  }

  @Test
  void shouldContactTheUsersAfterAFixThatNobodyAskedFor() {
    // given
    ProcessInstance item = start("monitoring");

    // when
    complete(item, "investigate", "fixedUnprompted");

    // then
    assertThat(item)
        .hasPassed("resolvedUnprompted")
        .hasNotPassed("closed")
        .isWaitingAtExactly("helpUsers");
    complete(item, "helpUsers");
    assertThat(item).hasPassedInOrder("resolvedUnprompted", "helpUsers", "closed").isEnded();
  }

  @Test
  void shouldRemoveACauseThatIsNotTechnicalWithoutADeployment() {
    // given
    ProcessInstance item = registered();

    // when
    complete(item, "investigate", "nonTechnical");
    complete(item, "removeCause");

    // then
    assertThat(item).hasPassed("resolved").hasNotPassed("deployFix").isWaitingAtExactly("verify");
  }

  @Test
  void shouldVerifyAFixThatWasAChange() {
    // given
    ProcessInstance item = needingAChange();

    // when
    complete(item, "fixByChange", "implemented");

    // then
    assertThat(item).hasPassed("resolved").isWaitingAtExactly("verify");
  }

  @ParameterizedTest
  @ValueSource(strings = {"backedOut", "rejected", "withdrawn", "cancelled"})
  void shouldInvestigateAgainWhenTheChangeIsNotImplemented(String outcome) {
    // given
    ProcessInstance item = needingAChange();

    // when
    complete(item, "fixByChange", outcome);

    // then
    assertThat(item).hasNotPassed("resolved").isWaitingAtExactly("investigate");
  }

  @Test
  void shouldInvestigateAgainWhenValueIsNotRestored() {
    // given
    ProcessInstance item = atVerify();

    // when
    complete(item, "verify", "notRestored");

    // then
    assertThat(item).hasPassed("resolved").hasNotPassed("closed").isWaitingAtExactly("investigate");
  }

  @Test
  void shouldHelpUsersWithWhatIsLeftBeforeItCloses() {
    // given
    ProcessInstance item = atVerify();

    // when
    complete(item, "verify", "concernsLeft");

    // then
    assertThat(item).hasNotPassed("closed").isWaitingAtExactly("helpUsers");
    complete(item, "helpUsers");
    assertThat(item).hasPassed("closed").isEnded();
  }

  @Test
  void shouldRemindOfTheVerificationAndGoOnWaiting() {
    // given
    ProcessInstance item = atVerify();

    // when
    fire(item, "verifyReminder");

    // then
    assertThat(item).hasPassed("userReminded").isWaitingAtExactly("verify");
  }

  @Test
  void shouldLookForImprovementsWhenFeedbackIsReceived() {
    // given
    answer("feedback", "ask", "true");
    ProcessInstance item = atVerify();

    // when
    complete(item, "verify", "restored");
    complete(item, "requestFeedback", "received");

    // then
    assertThat(item).isWaitingAtExactly("identifyImprovements");
    complete(item, "identifyImprovements", "registered");
    assertThat(item).hasPassed("improvementsIdentified").isEnded();
  }

  @Test
  void shouldEndWithoutImprovementsWhenNobodyAnswers() {
    // given
    answer("feedback", "ask", "true");
    ProcessInstance item = atVerify();

    // when
    complete(item, "verify", "restored");
    complete(item, "requestFeedback", "noAnswer");

    // then
    assertThat(item).hasPassed("restored").isEnded();
  }

  private ProcessInstance registered() {
    ProcessInstance item = start();
    complete(item, "register");
    return item;
  }

  private ProcessInstance needingAChange() {
    ProcessInstance item = registered();
    complete(item, "investigate", "change");
    assertThat(item).isWaitingAtExactly("fixByChange");
    return item;
  }

  private ProcessInstance atVerify() {
    ProcessInstance item = start("reopened");
    complete(item, "investigate", "specialist");
    complete(item, "obtainFix");
    complete(item, "deployFix");
    return item;
  }
}
