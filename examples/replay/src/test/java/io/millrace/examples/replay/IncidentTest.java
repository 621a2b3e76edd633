// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import static io.millrace.examples.replay.MadeEvents.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.BlockStep;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.Reassign;
import io.millrace.engine.Reopen;
import io.millrace.engine.StartStep;
import io.millrace.engine.UnblockStep;
import io.millrace.engine.UpdateFacts;
import io.millrace.engine.WorkItem;
import io.millrace.engine.WorkRequest;
import io.millrace.model.ClassOfService;
import io.millrace.model.Facts;
import io.millrace.model.Kind;
import io.millrace.model.StepRun;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each kind of line asks of the engine. The states are named like the phases they mean. */
final class IncidentTest {
  private static final String TEAM = "service desk";
  private static final String OTHER = "network";
  private static final String REGISTER = "register";
  private static final String INVESTIGATE = "investigate";
  private static final String OBTAIN_FIX = "obtainFix";
  private static final String DEPLOY_FIX = "deployFix";
  private static final String VERIFY = "verify";
  private static final Reopen REOPEN = Reopen.of(ID, "the log goes on after a close");

  private final MadeEvents events = new MadeEvents();
  private Incident incident = incident(true);

  @BeforeEach
  void submit() {
    incident = incident(true);
  }

  private Incident incident(boolean specialistOnNewGroup) {
    Mapping mapping =
        new Mapping(
            "test",
            Map.of(
                "registered", Phase.REGISTERED,
                "working", Phase.WORKING,
                "waiting", Phase.WAITING,
                "blocked", Phase.BLOCKED,
                "resolved", Phase.RESOLVED,
                "confirmed", Phase.CONFIRMED,
                "closed", Phase.CLOSED),
            Phase.KEEP,
            List.of(),
            List.of("impact", "urgency"),
            "priority",
            List.of(),
            specialistOnNewGroup);
    return new Incident(events.opened("impact", "2 - Medium"), mapping, TEAM);
  }

  @Test
  void shouldRegister() {
    assertThat(line("registered", TEAM, null)).containsExactly(complete(REGISTER));
    assertThat(incident.inferredSteps()).isZero();
  }

  @Test
  void shouldInferTheRegistrationIfTheLogBeginsWithWork() {
    assertThat(line("working", TEAM, "Ana"))
        .containsExactly(
            complete(REGISTER).inferred(), assign("Ana", INVESTIGATE), start("Ana", INVESTIGATE));
    assertThat(incident.inferredSteps()).isEqualTo(1);
  }

  @Test
  void shouldStartWork() {
    // given
    line("registered", TEAM, null);

    // then
    assertThat(line("working", TEAM, "Ana"))
        .containsExactly(assign("Ana", INVESTIGATE), start("Ana", INVESTIGATE));
    assertThat(line("working", TEAM, "Ana")).isEmpty();
  }

  @Test
  void shouldStartWorkOfNobodyNamed() {
    // given
    line("registered", null, null);

    // then
    assertThat(line("working", null, null)).containsExactly(StartStep.of(ID, INVESTIGATE));
  }

  @Test
  void shouldHandOverToAnotherPersonOfTheTeam() {
    // given
    line("working", TEAM, "Ana");

    // then
    assertThat(line("working", TEAM, "Ben")).containsExactly(assign("Ben", INVESTIGATE));
  }

  @Test
  void shouldHandOffInTheQueueBeforeInvestigationBegan() {
    // given
    line("registered", TEAM, null);

    // then
    assertThat(line("registered", OTHER, null)).containsExactly(handOff(OTHER, INVESTIGATE));
    assertThat(line("working", OTHER, "Eva"))
        .containsExactly(assign("Eva", INVESTIGATE), start("Eva", INVESTIGATE));
  }

  @Test
  void shouldHandOffAndStartIfTheFirstWorkIsAnotherGroups() {
    // given
    line("registered", TEAM, null);

    // then
    assertThat(line("working", OTHER, "Eva"))
        .containsExactly(handOff(OTHER, INVESTIGATE).assignee("Eva"), start("Eva", INVESTIGATE));
  }

  @Test
  void shouldTakeAnotherGroupAfterInvestigationBeganForTheSpecialist() {
    // given
    line("working", TEAM, "Ana");

    // then
    assertThat(line("working", OTHER, "Eva"))
        .containsExactly(
            complete(INVESTIGATE).result("specialist"),
            handOff(OTHER, OBTAIN_FIX).assignee("Eva"),
            start("Eva", OBTAIN_FIX));
    assertThat(line("working", "vendors", null))
        .containsExactly(handOff("vendors", OBTAIN_FIX), StartStep.of(ID, OBTAIN_FIX));
  }

  @Test
  void shouldHandOffWithinInvestigationIfTheMappingKnowsNoSpecialist() {
    // given
    incident = incident(false);
    line("working", TEAM, "Ana");

    // then
    assertThat(line("working", OTHER, "Eva"))
        .containsExactly(handOff(OTHER, INVESTIGATE).assignee("Eva"), start("Eva", INVESTIGATE));
  }

  @Test
  void shouldPutWorkBackInTheQueue() {
    // given
    line("working", TEAM, "Ana");

    // then
    assertThat(line("waiting", TEAM, null)).containsExactly(handOff(TEAM, INVESTIGATE));
    assertThat(line("waiting", TEAM, null)).isEmpty();
    assertThat(line("working", TEAM, "Ben"))
        .containsExactly(assign("Ben", INVESTIGATE), start("Ben", INVESTIGATE));
  }

  @Test
  void shouldPutWorkInTheQueueOfAnotherTeam() {
    // given
    line("working", TEAM, "Ana");

    // then
    assertThat(line("waiting", OTHER, "Eva"))
        .containsExactly(handOff(OTHER, INVESTIGATE), assign("Eva", INVESTIGATE));
  }

  @Test
  void shouldKeepTheQueueIfTheLogNamesNone() {
    // given
    line("working", TEAM, "Ana");

    // then
    assertThat(line("waiting", null, null)).containsExactly(handOff(TEAM, INVESTIGATE));
  }

  @Test
  void shouldBlockOnce() {
    // given
    line("working", TEAM, "Ana");

    // then
    assertThat(line("blocked", TEAM, "Ana"))
        .containsExactly(BlockStep.of(ID, INVESTIGATE, "blocked"));
    assertThat(line("blocked", TEAM, "Ana")).isEmpty();
  }

  @Test
  void shouldBlockWhatWasNeverStarted() {
    assertThat(line("blocked", TEAM, null))
        .containsExactly(complete(REGISTER).inferred(), BlockStep.of(ID, INVESTIGATE, "blocked"));
  }

  @Test
  void shouldHandOffWhileBlocked() {
    // given
    line("working", TEAM, "Ana");
    line("blocked", TEAM, "Ana");

    // then
    assertThat(line("blocked", OTHER, null))
        .containsExactly(handOff(OTHER, INVESTIGATE), BlockStep.of(ID, INVESTIGATE, "blocked"));
  }

  @Test
  void shouldUnblockWhenWorkGoesOn() {
    // given
    line("working", TEAM, "Ana");
    line("blocked", TEAM, "Ana");

    // then
    assertThat(line("working", TEAM, "Ana")).containsExactly(UnblockStep.of(ID, INVESTIGATE));
  }

  @Test
  void shouldUnblockAndStartWhatWasBlockedInTheQueue() {
    // given
    line("registered", TEAM, null);
    line("blocked", TEAM, null);

    // then
    assertThat(line("working", TEAM, "Ana"))
        .containsExactly(
            assign("Ana", INVESTIGATE), UnblockStep.of(ID, INVESTIGATE), start("Ana", INVESTIGATE));
  }

  @Test
  void shouldUnblockWhatGoesBackToTheQueue() {
    // given
    line("working", TEAM, "Ana");
    line("blocked", TEAM, "Ana");

    // then
    assertThat(line("waiting", TEAM, null))
        .containsExactly(UnblockStep.of(ID, INVESTIGATE), handOff(TEAM, INVESTIGATE));
  }

  @Test
  void shouldResolveFromTheRegistrationByInferredSteps() {
    assertThat(line("resolved", TEAM, null))
        .containsExactly(
            complete(REGISTER).inferred(),
            complete(INVESTIGATE).result("specialist").inferred(),
            complete(OBTAIN_FIX).inferred(),
            complete(DEPLOY_FIX).inferred());
    assertThat(incident.inferredSteps()).isEqualTo(4);
  }

  @Test
  void shouldResolveFromAQueueByInferredSteps() {
    // given
    line("registered", TEAM, null);

    // then
    assertThat(line("resolved", TEAM, null))
        .containsExactly(
            complete(INVESTIGATE).result("specialist").inferred(),
            complete(OBTAIN_FIX).inferred(),
            complete(DEPLOY_FIX).inferred());
  }

  @Test
  void shouldResolveFromInvestigationThatWasSeen() {
    // given
    line("working", TEAM, "Ana");

    // then
    assertThat(line("resolved", TEAM, "Ana"))
        .containsExactly(
            complete(INVESTIGATE).result("specialist"),
            complete(OBTAIN_FIX).inferred(),
            complete(DEPLOY_FIX).inferred(),
            assign("Ana", VERIFY));
  }

  @Test
  void shouldResolveFromTheSpecialist() {
    // given
    line("working", TEAM, "Ana");
    line("working", OTHER, "Eva");

    // then
    assertThat(line("resolved", OTHER, null))
        .containsExactly(complete(OBTAIN_FIX), complete(DEPLOY_FIX).inferred());
  }

  @Test
  void shouldResolveOnce() {
    // given
    line("resolved", TEAM, null);

    // then
    assertThat(line("resolved", TEAM, null)).isEmpty();
  }

  @Test
  void shouldReopenWhatWasResolved() {
    // given
    line("working", TEAM, "Ana");
    line("resolved", TEAM, null);

    // then
    assertThat(line("working", OTHER, "Eva"))
        .containsExactly(
            complete(VERIFY).result("notRestored"),
            handOff(OTHER, INVESTIGATE).assignee("Eva"),
            start("Eva", INVESTIGATE));
    assertThat(incident.reopenings()).isEqualTo(1);
  }

  @Test
  void shouldReopenWhatIsRegisteredAgain() {
    // given
    line("resolved", TEAM, null);

    // then
    assertThat(line("registered", TEAM, null))
        .containsExactly(complete(VERIFY).result("notRestored"));
  }

  @Test
  void shouldBlockWhatWasResolvedAfterReopeningIt() {
    // given
    line("resolved", TEAM, null);

    // then
    assertThat(line("blocked", TEAM, null))
        .containsExactly(
            complete(VERIFY).result("notRestored"), BlockStep.of(ID, INVESTIGATE, "blocked"));
  }

  @Test
  void shouldCloseWhatIsResolved() {
    // given
    line("resolved", TEAM, null);

    // then
    assertThat(line("closed", TEAM, null)).containsExactly(confirm());
    assertThat(incident.closedInLog()).isTrue();
    assertThat(end()).isEmpty();
  }

  @Test
  void shouldCloseByInferredStepsWhatWasNeverResolved() {
    // given
    line("working", TEAM, "Ana");

    // then
    assertThat(line("closed", TEAM, "Ana"))
        .containsExactly(
            complete(INVESTIGATE).result("specialist"),
            complete(OBTAIN_FIX).inferred(),
            complete(DEPLOY_FIX).inferred(),
            confirm());
  }

  @Test
  void shouldTakeAConfirmationForAnEndButNotForAClose() {
    // given
    line("resolved", TEAM, null);

    // then
    assertThat(line("confirmed", TEAM, null)).containsExactly(confirm());
    assertThat(incident.closedInLog()).isFalse();
    assertThat(end()).isEmpty();
  }

  @Test
  void shouldReopenWhatIsClosedTwiceAndEndAtTheLastClose() {
    // given
    line("resolved", TEAM, null);
    line("closed", TEAM, null);

    // then
    assertThat(line("closed", TEAM, null))
        .containsExactly(
            REOPEN,
            complete(INVESTIGATE).result("specialist").inferred(),
            complete(OBTAIN_FIX).inferred(),
            complete(DEPLOY_FIX).inferred(),
            confirm());
    assertThat(incident.reopenings()).isEqualTo(1);
    assertThat(end()).isEmpty();
  }

  @Test
  void shouldReopenWorkAfterAClose() {
    // given
    line("closed", TEAM, null);

    // then
    assertThat(line("working", TEAM, "Ana"))
        .containsExactly(REOPEN, assign("Ana", INVESTIGATE), start("Ana", INVESTIGATE));
  }

  @Test
  void shouldLetTheReopenedInvestigationBeginInAnotherGroup() {
    // given
    line("working", TEAM, "Ana");
    line("closed", TEAM, null);

    // then it is a hand-off and not the specialist's
    assertThat(line("working", OTHER, "Eva"))
        .containsExactly(
            REOPEN, handOff(OTHER, INVESTIGATE).assignee("Eva"), start("Eva", INVESTIGATE));
  }

  @Test
  void shouldStayWhereItIsAtAStateThatSaysNothing() {
    // given
    line("working", TEAM, "Ana");

    // then
    assertThat(line("-100", OTHER, "Eva")).isEmpty();
    assertThat(line("working", TEAM, "Ana")).isEmpty();
  }

  @Test
  void shouldStayClosedAtAStateThatSaysNothing() {
    // given
    line("closed", TEAM, null);

    // then
    assertThat(line("-100", OTHER, "Eva", "impact", "1 - High")).isEmpty();
    assertThat(incident.value("impact")).isEqualTo("2 - Medium");
  }

  @Test
  void shouldUpdateChangedFacts() {
    // given
    line("registered", TEAM, null);

    // then
    assertThat(line("registered", TEAM, null, "impact", "1 - High", "urgency", "3 - Low"))
        .containsExactly(
            UpdateFacts.of(
                ID, Facts.builder().put("impact", "1 - High").put("urgency", "3 - Low").build()));
    assertThat(line("-100", TEAM, null, "impact", "1 - High", "urgency", "2 - Medium"))
        .containsExactly(UpdateFacts.of(ID, Facts.of("urgency", "2 - Medium")));
    assertThat(incident.factUpdates()).isEqualTo(2);
    assertThat(incident.value("impact")).isEqualTo("1 - High");
    assertThat(incident.value("urgency")).isEqualTo("2 - Medium");
  }

  @Test
  void shouldKeepFactsThatALineLeavesOut() {
    // given
    line("registered", TEAM, null, "impact", "2 - Medium");

    // then
    assertThat(line("registered", TEAM, null)).isEmpty();
    assertThat(incident.value("impact")).isEqualTo("2 - Medium");
    assertThat(incident.value("urgency")).isEqualTo("-");
  }

  @Test
  void shouldUpdateFactsAfterReopening() {
    // given
    line("closed", TEAM, null);

    // then
    assertThat(line("working", null, null, "impact", "1 - High"))
        .containsExactly(
            REOPEN,
            UpdateFacts.of(ID, Facts.of("impact", "1 - High")),
            StartStep.of(ID, INVESTIGATE));
  }

  @Test
  void shouldCloseUnconfirmedWhatTheLogNeverCloses() {
    // given
    line("working", TEAM, "Ana");

    // then
    assertThat(end())
        .containsExactly(
            complete(INVESTIGATE).result("specialist"),
            complete(OBTAIN_FIX).inferred(),
            complete(DEPLOY_FIX).inferred(),
            confirm().facts(Facts.of("unconfirmed", true)).inferred());
    assertThat(incident.closedInLog()).isFalse();
    assertThat(incident.inferredSteps()).isEqualTo(4);
  }

  @Test
  void shouldSayIfTheEngineStandsElsewhere() {
    // given
    line("working", TEAM, "Ana");

    // then
    assertThatCode(() -> incident.check(item(WorkItemState.OPEN, INVESTIGATE)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> incident.check(item(WorkItemState.OPEN, OBTAIN_FIX)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "Incident INC1 should be at step 'investigate', but the engine says WorkItem[");
    assertThatThrownBy(() -> incident.check(item(WorkItemState.CLOSED, null)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static WorkItem item(WorkItemState state, @Nullable String step) {
    List<StepRun> open =
        step == null
            ? List.of()
            : List.of(
                new StepRun(
                    new UUID(0, 1), "restore-live-service", step, StepState.WORKING, TEAM, "Ana"));
    return new WorkItem(
        "t",
        ID,
        "",
        Kind.INCIDENT,
        null,
        "3 - Moderate",
        ClassOfService.STANDARD,
        TEAM,
        "restore-live-service",
        state,
        MadeEvents.OPENED,
        null,
        null,
        null,
        1,
        open);
  }

  private List<WorkRequest<?>> line(
      String state, @Nullable String group, @Nullable String person, String... attributes) {
    return new ArrayList<>(incident.recorded(events.row(state, group, person, attributes)));
  }

  private List<WorkRequest<?>> end() {
    return new ArrayList<>(incident.ended());
  }

  private static CompleteStep complete(String step) {
    return CompleteStep.of(ID, step);
  }

  private static CompleteStep confirm() {
    return complete(VERIFY).result("restored");
  }

  private static StartStep start(String person, String step) {
    return StartStep.of(ID, step).assignee(person);
  }

  private static Reassign assign(String person, String step) {
    return Reassign.of(ID, step).assignee(person);
  }

  private static Reassign handOff(String team, String step) {
    return Reassign.of(ID, step).team(team);
  }
}
