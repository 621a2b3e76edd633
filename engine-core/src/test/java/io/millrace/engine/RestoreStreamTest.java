// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.DemandSource;
import io.millrace.model.Kind;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPacks;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main paths of the restore stream, through the public API. Feedback is always asked for. */
class RestoreStreamTest {
  private static Millrace millrace;
  private Desk desk;

  @BeforeAll
  static void open() {
    millrace =
        TestStore.builder()
            .policies(() -> PolicyPacks.builtIn(BuiltInOptions.builder().feedbackRate(1).build()))
            .build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
  }

  @Test
  void shouldTakeAnIncidentFromQueryToClose() {
    // given
    Receipt receipt =
        desk.submit(
            Demand.builder("INC-1")
                .title("Cannot log in to the booking app")
                .fact("impact", 2)
                .fact("urgency", 1));
    assertThat(receipt.item().openSteps()).extracting("step").containsExactly("register");
    assertThat(receipt.item().state()).isEqualTo(WorkItemState.OPEN);
    assertThat(receipt.repeated()).isFalse();
    assertThat(receipt.decisions().keySet())
        .containsExactly(
            DecisionPoint.CLASSIFICATION,
            DecisionPoint.PRIORITY,
            DecisionPoint.CLASS_OF_SERVICE,
            DecisionPoint.ROUTING);

    // when
    desk.ops.work().start(StartStep.of("INC-1"));
    desk.complete("INC-1", "register");
    desk.ops.work().start(StartStep.of("INC-1", "investigate").assignee("bob"));
    desk.ops.work().block(BlockStep.of("INC-1", "waiting for the user"));
    desk.ops.work().unblock(UnblockStep.of("INC-1"));
    Receipt escalated = desk.complete("INC-1", "investigate", "specialist");
    desk.complete("INC-1", "obtainFix");
    Receipt deployed = desk.complete("INC-1", "deployFix");
    Receipt closed = desk.complete("INC-1", "verify", "restored");

    // then
    assertThat(escalated.findDecision(DecisionPoint.CLASSIFICATION)).isPresent();
    assertThat(deployed.item().state()).isEqualTo(WorkItemState.RESOLVED);
    assertThat(deployed.item().resolvedAt()).isNotNull();
    assertThat(deployed.item().closedAt()).isNull();
    assertThat(closed.item().state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(closed.item().closedAt()).isNotNull();
    assertThat(desk.ops.work().history("INC-1"))
        .extracting(Transition::step, Transition::state)
        .containsExactly(
            tuple("register", StepState.WAITING),
            tuple("register", StepState.WORKING),
            tuple("register", StepState.DONE),
            tuple("investigate", StepState.WAITING),
            tuple("investigate", StepState.WORKING),
            tuple("investigate", StepState.BLOCKED),
            tuple("investigate", StepState.WORKING),
            tuple("investigate", StepState.DONE),
            tuple("obtainFix", StepState.WAITING),
            tuple("obtainFix", StepState.DONE),
            tuple("deployFix", StepState.WAITING),
            tuple("deployFix", StepState.DONE),
            tuple("verify", StepState.WAITING),
            tuple("verify", StepState.DONE),
            tuple("requestFeedback", StepState.WAITING));
    assertThat(desk.ops.work().history("INC-1"))
        .filteredOn(change -> change.state() == StepState.BLOCKED)
        .singleElement()
        .satisfies(
            blocked -> {
              assertThat(blocked.note()).isEqualTo("waiting for the user");
              assertThat(blocked.assignee()).isEqualTo("bob");
              assertThat(blocked.actor()).isEqualTo("ann");
            });
  }

  @Test
  void shouldEndEarlyWhenTheFirstAttemptFixesIt() {
    // given
    desk.submit("INC-1");
    desk.complete("INC-1", "register");

    // when
    Receipt receipt = desk.complete("INC-1", "investigate", "fixed");

    // then
    assertThat(receipt.item().state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(receipt.item().resolvedAt()).isEqualTo(receipt.item().closedAt());
    assertThat(receipt.item().openSteps()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "specialist,obtainFix",
    "vendorPatch,fetchVendorPatch",
    "outsourced,outsourceFix",
  })
  void shouldEscalate(String result, String step) {
    // given
    desk.submit("INC-1");
    desk.complete("INC-1", "register");

    // when
    Receipt receipt = desk.complete("INC-1", "investigate", result);

    // then
    assertThat(receipt.item().openSteps()).extracting("step").containsExactly(step);
    assertThat(Desk.steps(desk.complete("INC-1", step).item())).containsExactly("deployFix");
  }

  @Test
  void shouldFollowTheVendorsTicketBesideTheVendor() {
    // given
    desk.submit("INC-1");
    desk.complete("INC-1", "register");

    // when
    Receipt receipt = desk.complete("INC-1", "investigate", "vendorTicket");

    // then
    assertThat(receipt.item().openSteps())
        .extracting("step")
        .containsExactlyInAnyOrder("followVendorIncident", "vendorTicket");
    assertThatThrownBy(() -> desk.ops.work().start(StartStep.of("INC-1")))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("to have exactly one open step, but it is OPEN with open steps [")
        .hasMessageEndingWith("Maybe name the step, or its run.");
    assertThat(Desk.steps(desk.complete("INC-1", "vendorTicket").item()))
        .containsExactly("followVendorIncident");
    assertThat(Desk.steps(desk.complete("INC-1", "followVendorIncident").item()))
        .containsExactly("deployFix");
  }

  @Test
  void shouldGoBackToInvestigationWhenItIsNotRestored() {
    // given
    desk.submit("INC-1");
    desk.complete("INC-1", "register");
    desk.complete("INC-1", "investigate", "vendorPatch");
    desk.complete("INC-1", "fetchVendorPatch");
    assertThat(desk.complete("INC-1", "deployFix").item().state())
        .isEqualTo(WorkItemState.RESOLVED);

    // when
    Receipt receipt = desk.complete("INC-1", "verify", "notRestored");

    // then
    assertThat(receipt.item().state()).isEqualTo(WorkItemState.OPEN);
    assertThat(receipt.item().resolvedAt()).isNull();
    assertThat(Desk.steps(receipt.item())).containsExactly("investigate");
    assertThat(desk.complete("INC-1", "investigate", "fixed").item().state())
        .isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldSkipRegistrationWhenMonitoringReports() {
    // when
    Receipt receipt =
        desk.submit(Demand.builder("MON-1").title("disk full").source(DemandSource.MONITORING));

    // then
    assertThat(Desk.steps(receipt.item())).containsExactly("investigate");
    assertThat(receipt.item().kind()).isEqualTo(Kind.INCIDENT);
  }

  @Test
  void shouldAskForFeedbackAndLookForImprovementsAfterTheClose() {
    // given
    Receipt closed = desk.close("INC-1");
    assertThat(closed.findDecision(DecisionPoint.FEEDBACK)).isPresent();
    assertThat(Desk.steps(closed.item())).containsExactly("requestFeedback");

    // when
    Receipt answered = desk.complete("INC-1", "requestFeedback", "received");
    Receipt improved = desk.complete("INC-1", "identifyImprovements", "registered");

    // then
    assertThat(Desk.steps(answered.item())).containsExactly("identifyImprovements");
    assertThat(improved.item().openSteps()).isEmpty();
    assertThat(improved.item().state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(improved.item().closedAt()).isEqualTo(closed.item().closedAt());
  }

  @Test
  void shouldEndWhenNobodyAnswers() {
    desk.close("INC-1");

    assertThat(desk.complete("INC-1", "requestFeedback", "noAnswer").item().openSteps()).isEmpty();
  }

  @Test
  void shouldNotAskForFeedbackAtARateOfZero() {
    // given
    try (Millrace silent =
        TestStore.builder()
            .policies(() -> PolicyPacks.builtIn(BuiltInOptions.builder().feedbackRate(0).build()))
            .build()) {

      // when
      Receipt closed = Desk.ofNewTenant(silent).close("INC-1");

      // then
      assertThat(closed.item().openSteps()).isEmpty();
      assertThat(closed.item().state()).isEqualTo(WorkItemState.CLOSED);
    }
  }

  @Test
  void shouldReopenAfterTheCloseAsAFurtherStreamInstance() {
    // given
    desk.submit("INC-1");
    desk.complete("INC-1", "register");
    desk.complete("INC-1", "investigate", "fixed");

    // when
    Receipt reopened = desk.ops.work().reopen(Reopen.of("INC-1", "it is back"));

    // then
    assertThat(reopened.item().state()).isEqualTo(WorkItemState.OPEN);
    assertThat(reopened.item().resolvedAt()).isNull();
    assertThat(reopened.item().closedAt()).isNull();
    assertThat(Desk.steps(reopened.item())).containsExactly("investigate");
    assertThat(desk.complete("INC-1", "investigate", "fixed").item().state())
        .isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldLetFeedbackGoOnBesideAReopening() {
    // given
    desk.close("INC-1");

    // when
    Receipt reopened = desk.ops.work().reopen(Reopen.of("INC-1", "it is back"));
    Receipt answered = desk.complete("INC-1", "requestFeedback", "noAnswer");

    // then
    assertThat(Desk.steps(reopened.item())).containsExactly("requestFeedback", "investigate");
    assertThat(Desk.steps(answered.item())).containsExactly("investigate");
    assertThat(answered.item().state()).isEqualTo(WorkItemState.OPEN);
  }

  @Test
  void shouldCancelEveryOpenStep() {
    // given
    desk.submit("INC-1");
    desk.complete("INC-1", "register");
    desk.complete("INC-1", "investigate", "vendorTicket");

    // when
    Receipt cancelled = desk.ops.work().cancel(Cancel.of("INC-1", "it was a mistake"));

    // then
    assertThat(cancelled.item().state()).isEqualTo(WorkItemState.CANCELLED);
    assertThat(cancelled.item().closedAt()).isNotNull();
    assertThat(cancelled.item().openSteps()).isEmpty();
    assertThat(desk.item("INC-1")).isEqualTo(cancelled.item());
    assertThat(desk.ops.work().history("INC-1"))
        .filteredOn(change -> change.state() == StepState.CANCELLED)
        .hasSize(2)
        .allSatisfy(change -> assertThat(change.note()).isEqualTo("it was a mistake"));
    assertThat(desk.ops.work().search(WorklistQuery.all()).entries()).isEmpty();
  }

  @Test
  void shouldNumberTheHappeningsOfAnItemWithoutLosingOne() {
    // given
    Receipt closed = desk.close("INC-1");

    // then
    assertThat(desk.ops.work().history("INC-1"))
        .extracting(Transition::sequence)
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(closed.item().sequence()).isEqualTo(desk.item("INC-1").sequence());
  }

  @Test
  void shouldListTheInstalledStreams() {
    assertThat(desk.ops.streams().list()).extracting("key").contains("restore-live-service");
    assertThat(desk.ops.streams().find("restore-live-service")).isPresent();
    assertThat(desk.ops.streams().find("nope")).isEmpty();
  }
}
