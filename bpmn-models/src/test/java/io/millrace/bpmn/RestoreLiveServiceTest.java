// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.model.DecisionPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the built-in stream says about itself, compared with the model stream of the domain. */
class RestoreLiveServiceTest {
  private final ValueStream stream =
      ValueStreams.builtIn().find("restore-live-service").orElseThrow();

  @Test
  void shouldDescribeTheStream() {
    // given
    StreamDescription description = stream.description();

    // then
    assertThat(stream.name()).isEqualTo("Restore a live service");
    assertThat(description.ownedBy()).isEqualTo("service owner");
    assertThat(description.text()).isNotBlank();
    assertThat(description.demand()).isNotBlank();
    assertThat(description.triggers()).hasSize(4);
    assertThat(description.outcomes()).hasSize(4);
    assertThat(description.value()).isNotBlank();
    assertThat(description.targetLeadTime()).isEqualTo(Duration.ofDays(1));
    assertThat(description.raci().accountable()).containsExactly("service owner");
    assertThat(description.raci().responsible()).containsExactly("incident manager");
    assertThat(description.raci().consulted()).hasSize(5);
    assertThat(description.raci().informed()).hasSize(3);
  }

  @Test
  void shouldHaveAllStepsInOrder() {
    assertThat(stream.steps())
        .extracting(Step::id)
        .containsExactly(
            "register",
            "registerAffected",
            "investigate",
            "obtainFix",
            "fetchVendorPatch",
            "outsourceFix",
            "followVendorIncident",
            "vendorTicket",
            "removeCause",
            "deployFix",
            "fixByChange",
            "verify",
            "helpUsers",
            "requestFeedback",
            "identifyImprovements");
    assertThat(stream.steps())
        .filteredOn(step -> step.kind() != StepKind.HUMAN)
        .extracting(Step::id, Step::call)
        .containsExactly(tuple("fixByChange", new StreamCall("enable-change", Milestone.RESOLVED)));
    assertThat(stream.handlers()).isEmpty();
  }

  @ParameterizedTest(name = "R{0}")
  @CsvSource({
    "1, engage, PT5M PT15M, 2",
    "2, deliver and support, PT30M, 6",
    "3, obtain/build, PT2H PT4H, 9",
    "4, design and transition, PT2H PT8H, 9",
    "5, deliver and support, PT1H PT4H, 5",
    "6, engage, PT2H, 5",
    "7, improve, P10D, 15"
  })
  void shouldMatchTheModelStream(int number, String activity, String leads, int practices) {
    // given
    List<Step> steps = stream.steps().stream().filter(s -> s.number() == number).toList();

    // then
    assertThat(steps).extracting(step -> step.activity().label()).containsOnly(activity);
    assertThat(steps)
        .extracting(Step::targetLeadTime)
        .containsOnly(
            Arrays.stream(leads.split(" ")).map(Duration::parse).toArray(Duration[]::new));
    Set<Practice> distinct =
        steps.stream()
            .flatMap(step -> step.practices().stream())
            .map(PracticeContribution::practice)
            .collect(toCollection(() -> EnumSet.noneOf(Practice.class)));
    assertThat(distinct).hasSize(practices);
  }

  @Test
  void shouldDeclareResults() {
    assertThat(results("investigate"))
        .containsExactly(
            "fixed",
            "specialist",
            "vendorPatch",
            "vendorTicket",
            "outsourced",
            "nonTechnical",
            "change",
            "tryNext",
            "tellUsers",
            "fixedUnprompted");
    assertThat(results("fixByChange"))
        .containsExactly("implemented", "backedOut", "rejected", "withdrawn", "cancelled");
    assertThat(results("verify")).containsExactly("restored", "notRestored", "concernsLeft");
    assertThat(results("requestFeedback")).containsExactly("received", "noAnswer");
    assertThat(results("identifyImprovements")).containsExactly("registered", "none");
    List<String> others = new ArrayList<>();
    for (Step step : stream.steps()) {
      if (!step.results().isEmpty()) {
        others.add(step.resultVariable());
      }
    }
    assertThat(others)
        .containsExactly(
            "investigate_result",
            "fixByChange_result",
            "verify_result",
            "requestFeedback_result",
            "identifyImprovements_result");
  }

  @ParameterizedTest
  @CsvSource({
    "obtainFix, PASSES",
    "fetchVendorPatch, STAYS",
    "followVendorIncident, STAYS",
    "vendorTicket, STAYS",
    "outsourceFix, EITHER",
    "removeCause, PASSES",
    "fixByChange, PASSES"
  })
  void shouldSayWhoKeepsControlWhileAFixIsObtained(String step, Control control) {
    assertThat(stream.findStep(step).orElseThrow().control()).isEqualTo(control);
  }

  @Test
  void shouldSayWhereItStartsDecidesAndArrives() {
    assertThat(stream.starts())
        .extracting(Start::id, Start::message)
        .containsExactly(
            tuple("queryReceived", null),
            tuple("monitoringEventReceived", "restore-live-service.monitoring"),
            tuple("reopened", "restore-live-service.reopened"),
            tuple("moved", "restore-live-service.moved"));
    assertThat(stream.findPlainStart()).map(Start::id).hasValue("queryReceived");
    assertThat(stream.findStart("reopened")).map(Start::id).hasValue("reopened");
    assertThat(stream.decisions())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "reclassify", DecisionPoint.CLASSIFICATION,
                "sampleFeedback", DecisionPoint.FEEDBACK));
    assertThat(stream.passages())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "resolvedAtFirstAttempt", new Passage(Milestone.RESOLVED, null, null),
                "closedAtFirstAttempt", new Passage(Milestone.CLOSED, "restored", null),
                "resolvedUnprompted", new Passage(Milestone.RESOLVED, null, null),
                "resolved", new Passage(Milestone.RESOLVED, null, null),
                "closed", new Passage(Milestone.CLOSED, "restored", null)));
    assertThat(stream.outcomes()).containsExactly("restored");
    assertThat(stream.reminders())
        .extractingByKey("verifyReminder")
        .extracting(Reminder::step)
        .isEqualTo("verify");
  }

  private List<String> results(String step) {
    return stream.findStep(step).orElseThrow().results();
  }
}
