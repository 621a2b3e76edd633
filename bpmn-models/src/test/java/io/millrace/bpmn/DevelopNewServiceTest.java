// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the built-in stream says about itself, compared with the model stream of the domain. */
class DevelopNewServiceTest {
  private final ValueStream stream =
      ValueStreams.builtIn().find("develop-new-service").orElseThrow();

  @ParameterizedTest(name = "D{0}")
  @CsvSource({
    "1, engage, BA PFM REL SCM SLM",
    "2, plan, BA PFM PJM SD DSK PRB SCM SLM SFM RSK IPM SDM",
    "3, design and transition, ARC AVM CPM ISM CON BA PJM SD SCM SLM IPM SDM SUP",
    "4, obtain/build, PFM PJM RLM SCM RSK IPM SDM SVT SUP",
    "5, design and transition, PJM CHE RLM DSK IM KM PRB SCM DPM SUP",
    "6, deliver and support, PJM REL RLM DSK IM PRB SCM IPM SDM SUP"
  })
  void shouldMatchTheModelStream(int number, String activity, String practices) {
    // given
    var steps = stream.steps().stream().filter(step -> step.number() == number).toList();

    // then
    assertThat(steps).extracting(step -> step.activity().label()).containsOnly(activity);
    Set<String> codes =
        steps.stream()
            .flatMap(step -> step.practices().stream())
            .map(contribution -> contribution.practice().code())
            .collect(Collectors.toSet());
    assertThat(codes).containsExactlyInAnyOrderElementsOf(Arrays.asList(practices.split(" ")));
  }

  @Test
  void shouldHaveAllStepsInOrder() {
    assertThat(stream.steps())
        .extracting(Step::id)
        .containsExactly(
            "documentRequirements",
            "decideInvestment",
            "designService",
            "buildComponents",
            "deployComponents",
            "prepareLaunch",
            "releaseService",
            "supportEarlyLife",
            "checkGaps",
            "identifyImprovements");
  }

  @Test
  void shouldDeployByAChange() {
    // when
    Step deploy = stream.findStep("deployComponents").orElseThrow();

    // then
    assertThat(deploy.call()).isEqualTo(new StreamCall("enable-change", Milestone.RESOLVED));
    assertThat(deploy.results())
        .containsExactly("implemented", "backedOut", "rejected", "withdrawn", "cancelled");
  }

  @Test
  void shouldChangeTheUnitOfWorkAndSayWhatItCameTo() {
    assertThat(stream.passages())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "notInvested", new Passage(Milestone.CLOSED, "noGo", null),
                "invested", new Passage(null, null, Kind.PORTFOLIO_ITEM),
                "released", new Passage(Milestone.RESOLVED, "released", null),
                "handedOver", new Passage(Milestone.CLOSED, null, null)));
    assertThat(stream.outcomes()).containsExactly("noGo", "released");
    assertThat(stream.decisions()).isEqualTo(Map.of("sampleFeedback", DecisionPoint.FEEDBACK));
    assertThat(stream.reminders())
        .extractingByKey("earlyLifeReminder")
        .extracting(Reminder::step)
        .isEqualTo("supportEarlyLife");
  }
}
