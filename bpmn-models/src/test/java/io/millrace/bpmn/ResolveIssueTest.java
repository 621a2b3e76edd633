// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the built-in stream says about itself, compared with the agile operating model. */
class ResolveIssueTest {
  private final ValueStream stream = ValueStreams.builtIn().find("resolve-issue").orElseThrow();

  @Test
  void shouldHaveTheStepsOfTheOperatingModelInOrder() {
    assertThat(stream.steps())
        .extracting(step -> step.number() + " " + step.id())
        .containsExactly(
            "1 queueIssue",
            "2 searchKnowledge",
            "3 initialSupport",
            "4 dispatchToTeam",
            "4 swarm",
            "5 resolve",
            "5 change",
            "6 confirm",
            "7 updateKnowledge",
            "8 addProblem",
            "9 requestFeedback",
            "10 identifyImprovements");
  }

  @Test
  void shouldStartWhereTheDemandComesIn() {
    assertThat(stream.starts())
        .extracting(Start::message)
        .containsExactlyInAnyOrder(
            null, "resolve-issue.monitoring", "resolve-issue.moved", "resolve-issue.reopened");
  }

  @Test
  void shouldAskForRoutingAndFeedback() {
    assertThat(stream.decisions())
        .isEqualTo(
            Map.of(
                "decideDispatch", DecisionPoint.ROUTING,
                "sampleFeedback", DecisionPoint.FEEDBACK));
  }

  @Test
  void shouldSayWhatAnIssueComesTo() {
    assertThat(stream.passages())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "resolved", new Passage(Milestone.RESOLVED, "resolved", null),
                "resolvedByUser", new Passage(Milestone.RESOLVED, "resolved", null),
                "closed", new Passage(Milestone.CLOSED, null, null)));
  }

  @Test
  void shouldResolveByAChangeAndRemind() {
    assertThat(stream.findStep("change").orElseThrow().call())
        .isEqualTo(new StreamCall("enable-change", Milestone.RESOLVED));
    assertThat(stream.reminders().values())
        .extracting(Reminder::step)
        .containsExactly("resolve", "confirm");
    assertThat(stream.handlers()).isEmpty();
  }
}
