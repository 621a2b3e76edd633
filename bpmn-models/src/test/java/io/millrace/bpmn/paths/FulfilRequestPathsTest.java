// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.paths;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FulfilRequestPathsTest extends AbstractStreamPaths {
  FulfilRequestPathsTest() {
    super("fulfil-request");
  }

  @BeforeEach
  void answer() {
    model("laptop", "none", "manual");
    answer("routing", "team", "workplace");
    answer("feedback", "ask", "false");
  }

  @Test
  void shouldEndWhenTheUserNoLongerWantsIt() {
    // given
    ProcessInstance item = start();

    // when
    complete(item, "selectRequest", "noNeed");

    // then
    assertThat(item).hasPassed("cancelled").hasNotPassed("chooseModel").isEnded();
  }

  @Test
  void shouldFulfilByHandWithoutApproval() {
    // given
    ProcessInstance item = start();
    complete(item, "selectRequest", "selected");
    assertThat(item).isWaitingAtExactly("initiateModel");

    // when
    complete(item, "initiateModel", "initiated");
    complete(item, "fulfil", "fulfilled");

    // then
    assertThat(item).hasPassed("fulfilled").hasNotPassed("closed").isWaitingAtExactly("confirm");
    complete(item, "confirm", "confirmed");
    assertThat(item).hasPassedInOrder("fulfilled", "closed", "requestFulfilled").isEnded();
  }

  @Test
  void shouldSelectWhatWasMovedHere() {
    assertThat(start("moved")).hasPassed("becomesRequest").isWaitingAtExactly("selectRequest");
  }

  @Test
  void shouldNotSearchTheCatalogueForACall() {
    assertThat(start("called"))
        .hasPassed("calledBecomesRequest", "chooseModel")
        .isWaitingAtExactly("initiateModel");
  }

  @Test
  void shouldTellTheRequesterThatTheLimitIsReached() {
    // given
    answer(
        "request-model",
        Map.of("model", "laptop", "approval", "none", "fulfilment", "manual", "limit", "reached"));
    ProcessInstance item = start();

    // when
    complete(item, "selectRequest", "selected");

    // then
    assertThat(item).hasPassed("limitReached").isWaitingAtExactly("tellRequester");
    complete(item, "tellRequester");
    assertThat(item).hasPassedInOrder("tellRequester", "refused", "notFulfilled").isEnded();
  }

  @Test
  void shouldAddAMissingModelToTheBacklog() {
    // given
    ProcessInstance item = withoutModel();

    // when
    complete(item, "addModel", "noModel");

    // then
    assertThat(item).hasPassed("noModel").isWaitingAtExactly("tellRequester");
  }

  @Test
  void shouldFulfilARequestWithoutModelOnceIfItIsApproved() {
    // given
    ProcessInstance item = withoutModel();

    // when
    complete(item, "addModel", "fulfilOnce");

    // then
    assertThat(item).isWaitingAtExactly("approveRequest");
  }

  @Test
  void shouldRemindTheApproverAndGoOn() {
    // given
    ProcessInstance item = waitingForApproval("manual");

    // when
    fire(item, "approvalWaits");

    // then
    assertThat(item).hasPassed("approverReminded").isWaitingAtExactly("approveRequest");
  }

  @Test
  void shouldTellTheRequesterThatTheRequestIsDeclined() {
    // given
    ProcessInstance item = waitingForApproval("manual");

    // when
    complete(item, "approveRequest", "declined");

    // then
    assertThat(item)
        .hasPassed("declined")
        .hasNotPassed("initiateModel")
        .isWaitingAtExactly("tellRequester");
  }

  @Test
  void shouldTellTheRequesterThatItIsNotPossible() {
    // given
    ProcessInstance item = start("reopened");
    complete(item, "initiateModel", "initiated");
    complete(item, "fulfil", "notFulfilled");

    // when
    complete(item, "initiateModel", "notPossible");

    // then
    assertThat(item).hasPassed("declined").isWaitingAtExactly("tellRequester");
  }

  @Test
  void shouldFulfilAutomaticallyOnceApproved() {
    // given
    ProcessInstance item = waitingForApproval("automatic");
    complete(item, "approveRequest", "approved");
    assertThat(item).isWaitingAtExactly("fulfilAutomatically");

    // when
    complete(item, "fulfilAutomatically", "fulfilled");

    // then
    assertThat(item).hasPassed("fulfilled").isWaitingAtExactly("confirm");
  }

  @Test
  void shouldFulfilByHandWhatTheHandlerCannot() {
    // given
    ProcessInstance item = waitingForApproval("automatic");
    complete(item, "approveRequest", "approved");

    // when
    complete(item, "fulfilAutomatically", "failed");

    // then
    assertThat(item).hasNotPassed("fulfilled").isWaitingAtExactly("fulfilByHand");
    complete(item, "fulfilByHand");
    assertThat(item).hasPassed("fulfilled").isWaitingAtExactly("confirm");
  }

  @Test
  void shouldFulfilByHandWhatTheHandlerDoesNotDoInTime() {
    // given
    ProcessInstance item = waitingForApproval("automatic");
    complete(item, "approveRequest", "approved");

    // when
    fire(item, "automationLate");

    // then
    assertThat(item).hasNotPassed("fulfilled").isWaitingAtExactly("fulfilByHand");
  }

  @Test
  void shouldFulfilByAChange() {
    // given
    ProcessInstance item = changing();

    // when
    complete(item, "change", "implemented");

    // then
    assertThat(item).hasPassed("fulfilled").isWaitingAtExactly("confirm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"backedOut", "rejected", "withdrawn", "cancelled"})
  void shouldHaveSomebodyDecideWhenTheChangeIsNotImplemented(String outcome) {
    // given
    ProcessInstance item = changing();

    // when
    complete(item, "change", outcome);

    // then
    assertThat(item).hasNotPassed("fulfilled").isWaitingAtExactly("initiateModel");
  }

  @Test
  void shouldFulfilAgainWhatIsNotAsAskedFor() {
    // given
    ProcessInstance item = start("reopened");
    complete(item, "initiateModel", "initiated");
    complete(item, "fulfil", "fulfilled");
    fire(item, "unanswered");
    assertThat(item).hasPassed("askedAgain").isWaitingAtExactly("confirm");

    // when
    complete(item, "confirm", "notAsAsked");

    // then
    assertThat(item).hasNotPassed("closed").isWaitingAtExactly("fulfil");
  }

  @ParameterizedTest
  @ValueSource(strings = {"received", "noAnswer"})
  void shouldAskForFeedback(String answer) {
    // given
    answer("feedback", "ask", "true");
    ProcessInstance item = start("reopened");
    complete(item, "initiateModel", "initiated");
    complete(item, "fulfil", "fulfilled");
    complete(item, "confirm", "confirmed");

    // when
    complete(item, "requestFeedback", answer);

    // then
    if (answer.equals("received")) {
      complete(item, "identifyImprovements", "none");
      assertThat(item).hasPassed("improvementsIdentified").hasNotPassed("requestFulfilled");
    } else {
      assertThat(item).hasPassed("requestFulfilled").hasNotPassed("identifyImprovements");
    }
    assertThat(item).isEnded();
  }

  private void model(String model, String approval, String fulfilment) {
    answer(
        "request-model",
        Map.of("model", model, "approval", approval, "fulfilment", fulfilment, "limit", "open"));
  }

  private ProcessInstance withoutModel() {
    model("missing", "service-owner", "manual");
    ProcessInstance item = start();
    complete(item, "selectRequest", "notFound");
    assertThat(item).isWaitingAtExactly("addModel");
    return item;
  }

  private ProcessInstance waitingForApproval(String fulfilment) {
    model("access", "service-owner", fulfilment);
    ProcessInstance item = start();
    complete(item, "selectRequest", "selected");
    assertThat(item).isWaitingAtExactly("approveRequest");
    return item;
  }

  private ProcessInstance changing() {
    model("firewall-rule", "none", "change");
    ProcessInstance item = start();
    complete(item, "selectRequest", "selected");
    assertThat(item).isWaitingAtExactly("change");
    return item;
  }
}
