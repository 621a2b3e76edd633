// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.paths;

import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolveIssuePathsTest extends AbstractStreamPaths {
  ResolveIssuePathsTest() {
    super("resolve-issue");
  }

  @BeforeEach
  void answer() {
    answer("routing", "mode", "tier");
    answer("feedback", "ask", "false");
  }

  @Test
  void shouldCloseWhatTheUserSolvesWithAnArticle() {
    // given
    ProcessInstance item = start();
    complete(item, "queueIssue");

    // when
    complete(item, "searchKnowledge", "solvedByUser");

    // then
    assertThat(item)
        .hasPassedInOrder("resolvedByUser", "closed")
        .hasNotPassed("initialSupport", "confirm")
        .isWaitingAtExactly("updateKnowledge");
  }

  @ParameterizedTest
  @ValueSource(strings = {"articleFound", "nothingFound"})
  void shouldConfirmWhatInitialSupportResolves(String found) {
    // given
    ProcessInstance item = start();
    complete(item, "queueIssue");
    complete(item, "searchKnowledge", found);

    // when
    complete(item, "initialSupport", "resolved");

    // then
    assertThat(item).hasPassed("resolved").hasNotPassed("closed").isWaitingAtExactly("confirm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"monitoring", "moved"})
  void shouldSearchKnowledgeAtOnceForWhatIsRegistered(String start) {
    assertThat(start(start)).isWaitingAtExactly("searchKnowledge");
  }

  @Test
  void shouldSupportAReopenedIssueAtOnce() {
    assertThat(start("reopened")).isWaitingAtExactly("initialSupport");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dispatch-swarm", "backlog-swarm", "drop-in-swarm"})
  void shouldSwarmAsTheRoutingSays(String mode) {
    // given
    answer("routing", "mode", mode);

    // when
    ProcessInstance item = dispatched();

    // then
    assertThat(item).isWaitingAtExactly("swarm");
    complete(item, "swarm");
    assertThat(item).hasNotPassed("dispatchToTeam").isWaitingAtExactly("resolve");
  }

  @Test
  void shouldAskTheRoutingAgainWhenTheIssueBounces() {
    // given
    ProcessInstance item = withTheTeam();
    answer("routing", "mode", "dispatch-swarm");

    // when
    complete(item, "resolve", "bounced");

    // then
    assertThat(item).isWaitingAtExactly("swarm");
  }

  @Test
  void shouldRemindTheOwnerAndGoOn() {
    // given
    ProcessInstance item = withTheTeam();

    // when
    fire(item, "lingering");

    // then
    assertThat(item).hasPassed("reminded").isWaitingAtExactly("resolve");
  }

  @Test
  void shouldResolveByAChange() {
    // given
    ProcessInstance item = withTheTeam();
    complete(item, "resolve", "needsChange");
    assertThat(item).isWaitingAtExactly("change");

    // when
    complete(item, "change", "implemented");

    // then
    assertThat(item).hasPassed("resolved").isWaitingAtExactly("confirm");
  }

  @ParameterizedTest
  @ValueSource(strings = {"backedOut", "rejected", "withdrawn", "cancelled"})
  void shouldGoOnResolvingWhenTheChangeIsNotImplemented(String outcome) {
    // given
    ProcessInstance item = withTheTeam();
    complete(item, "resolve", "needsChange");

    // when
    complete(item, "change", outcome);

    // then
    assertThat(item).hasNotPassed("resolved").isWaitingAtExactly("resolve");
  }

  @Test
  void shouldDispatchAgainWhatTheUserDoesNotConfirm() {
    // given
    ProcessInstance item = withTheTeam();
    complete(item, "resolve", "resolved");
    fire(item, "unanswered");
    assertThat(item).hasPassed("askedAgain").isWaitingAtExactly("confirm");

    // when
    complete(item, "confirm", "notResolved");

    // then
    assertThat(item).hasNotPassed("closed").isWaitingAtExactly("dispatchToTeam");
  }

  @Test
  void shouldLearnInParallelWithTheFeedback() {
    // given
    answer("feedback", "ask", "true");
    ProcessInstance item = withTheTeam();
    complete(item, "resolve", "resolved");

    // when
    complete(item, "confirm", "confirmed");

    // then
    assertThat(item).hasPassed("closed").isWaitingAtExactly("updateKnowledge", "requestFeedback");
    complete(item, "requestFeedback", "received");
    complete(item, "updateKnowledge", "problemFound");
    assertThat(item).isWaitingAtExactly("addProblem", "identifyImprovements");
    complete(item, "identifyImprovements", "registered");
    complete(item, "addProblem");
    assertThat(item).hasPassed("improvementsIdentified", "problemListed").isEnded();
  }

  @Test
  void shouldEndWithoutProblemAndWithoutAnswer() {
    // given
    answer("feedback", "ask", "true");
    ProcessInstance item = withTheTeam();
    complete(item, "resolve", "resolved");
    complete(item, "confirm", "confirmed");

    // when
    complete(item, "requestFeedback", "noAnswer");
    complete(item, "updateKnowledge", "done");

    // then
    assertThat(item).hasPassed("issueResolved", "knowledgeKept").isEnded();
  }

  private ProcessInstance dispatched() {
    ProcessInstance item = start("moved");
    complete(item, "searchKnowledge", "nothingFound");
    complete(item, "initialSupport", "dispatch");
    return item;
  }

  private ProcessInstance withTheTeam() {
    ProcessInstance item = dispatched();
    complete(item, "dispatchToTeam");
    assertThat(item).isWaitingAtExactly("resolve");
    return item;
  }
}
