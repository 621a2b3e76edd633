// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.paths;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopNewServicePathsTest extends AbstractStreamPaths {
  DevelopNewServicePathsTest() {
    super("develop-new-service");
  }

  @Test
  void shouldCloseAnIdeaThatIsNotPursued() {
    // given
    ProcessInstance item = start("moved");
    complete(item, "documentRequirements");

    // when
    complete(item, "decideInvestment", "noGo");

    // then
    assertThat(item).hasPassed("notInvested", "noGo").hasNotPassed("invested").isEnded();
  }

  @Test
  void shouldBecomeAPortfolioItemWithTheDecisionToInvest() {
    // given
    ProcessInstance item = start();
    complete(item, "documentRequirements");

    // when
    complete(item, "decideInvestment", "go");

    // then
    assertThat(item).hasPassed("invested").isWaitingAtExactly("designService");
  }

  @Test
  void shouldDecideAgainWhenTheDesignShowsOtherCosts() {
    // given
    ProcessInstance item = invested();

    // when
    complete(item, "designService", "replan");

    // then
    assertThat(item).isWaitingAtExactly("decideInvestment");
    complete(item, "decideInvestment", "noGo");
    assertThat(item).hasPassed("noGo").isEnded();
  }

  @Test
  void shouldDecideAgainWhenTheBuildShowsOtherCosts() {
    // given
    ProcessInstance item = invested();
    complete(item, "designService", "designed");

    // when
    complete(item, "buildComponents", "replan");

    // then
    assertThat(item).isWaitingAtExactly("decideInvestment");
  }

  @Test
  void shouldDeployByAChangeWhileTheLaunchIsPrepared() {
    // given
    ProcessInstance item = built();
    assertThat(item).isWaitingAtExactly("deployComponents", "prepareLaunch");

    // when
    complete(item, "deployComponents", "implemented");
    assertThat(item).isWaitingAtExactly("prepareLaunch", "launchPrepared");
    complete(item, "prepareLaunch");

    // then
    assertThat(item).isWaitingAtExactly("releaseService");
  }

  @ParameterizedTest
  @ValueSource(strings = {"backedOut", "rejected", "withdrawn", "cancelled"})
  void shouldBuildAgainWhenTheChangeIsNotImplemented(String outcome) {
    // given
    ProcessInstance item = built();

    // when
    complete(item, "prepareLaunch");
    complete(item, "deployComponents", outcome);

    // then
    assertThat(item).isWaitingAtExactly("buildComponents");
  }

  @Test
  void shouldGoOnWithEarlyLifeSupportUntilItCanBeHandedOver() {
    // given
    answer("feedback", "ask", "false");
    ProcessInstance item = inEarlyLife();
    assertThat(item).hasPassed("released").hasNotPassed("handedOver");

    // when
    fire(item, "earlyLifeReminder");
    complete(item, "supportEarlyLife", "continue");

    // then
    assertThat(item).hasPassed("handOverReminded").isWaitingAtExactly("supportEarlyLife");
    complete(item, "supportEarlyLife", "handOver");
    assertThat(item).hasPassedInOrder("released", "handedOver", "inUse").isEnded();
  }

  @Test
  void shouldLookForImprovementsWhenTheRequesterFindsGaps() {
    // given
    ProcessInstance item = atGapCheck();

    // when
    complete(item, "checkGaps", "gaps");
    complete(item, "identifyImprovements", "registered");

    // then
    assertThat(item).hasPassed("improved").isEnded();
  }

  @Test
  void shouldEndWhenTheRequesterFindsNoGaps() {
    // given
    ProcessInstance item = atGapCheck();

    // when
    complete(item, "checkGaps", "noGaps");

    // then
    assertThat(item).hasPassed("inUse").hasNotPassed("identifyImprovements").isEnded();
  }

  private ProcessInstance invested() {
    ProcessInstance item = start();
    complete(item, "documentRequirements");
    complete(item, "decideInvestment", "go");
    return item;
  }

  private ProcessInstance built() {
    ProcessInstance item = invested();
    complete(item, "designService", "designed");
    complete(item, "buildComponents", "built");
    return item;
  }

  private ProcessInstance inEarlyLife() {
    ProcessInstance item = built();
    complete(item, "deployComponents", "implemented");
    complete(item, "prepareLaunch");
    complete(item, "releaseService");
    return item;
  }

  private ProcessInstance atGapCheck() {
    answer("feedback", "ask", "true");
    ProcessInstance item = inEarlyLife();
    complete(item, "supportEarlyLife", "handOver");
    assertThat(item).hasPassed("handedOver").isWaitingAtExactly("checkGaps");
    return item;
  }
}
