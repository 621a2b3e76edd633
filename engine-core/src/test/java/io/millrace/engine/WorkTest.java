// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Kind;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What requests do, refuse and remember. */
class WorkTest {
  private static final TestClock CLOCK = new TestClock();
  private static Millrace millrace;
  private Desk desk;

  @BeforeAll
  static void open() {
    millrace = TestStore.builder().clock(CLOCK).build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    CLOCK.set(TestClock.START);
    desk = Desk.ofNewTenant(millrace);
    desk.submit("INC-1");
  }

  // --- steps

  @Test
  void shouldLetTheActorOrTheNamedPersonWork() {
    desk.ops.work().start(StartStep.of("INC-1"));
    desk.complete("INC-1", "register");
    desk.ops.work().start(StartStep.of("INC-1").assignee("bob"));

    assertThat(desk.ops.work().history("INC-1"))
        .filteredOn(change -> change.state() == StepState.WORKING)
        .extracting(Transition::assignee)
        .containsExactly("ann", "bob");
  }

  @Test
  void shouldPutAStepBackIntoTheQueueOfItsNewTeam() {
    // given
    desk.ops.work().start(StartStep.of("INC-1"));

    // when
    Receipt handedOff = desk.ops.work().reassign(Reassign.of("INC-1").team("network"));

    // then
    assertThat(handedOff.item().team()).isEqualTo("network");
    assertThat(handedOff.item().findOpenStep("register").orElseThrow())
        .satisfies(
            run -> {
              assertThat(run.team()).isEqualTo("network");
              assertThat(run.assignee()).isNull();
              assertThat(run.state()).isEqualTo(StepState.WAITING);
            });
    assertThat(desk.complete("INC-1", "register").item().findOpenStep("investigate").orElseThrow())
        .satisfies(run -> assertThat(run.team()).isEqualTo("network"));
  }

  @Test
  void shouldHandAStepToAnotherPersonWithoutStoppingIt() {
    // given
    desk.ops.work().start(StartStep.of("INC-1"));

    // when
    Receipt receipt = desk.ops.work().reassign(Reassign.of("INC-1", "register").assignee("bob"));

    // then
    assertThat(receipt.item().openSteps().get(0).state()).isEqualTo(StepState.WORKING);
    assertThat(receipt.item().openSteps().get(0).assignee()).isEqualTo("bob");
  }

  @Test
  void shouldRecordNothingWhenAReassignmentChangesNothing() {
    // given
    desk.ops.work().start(StartStep.of("INC-1").assignee("bob"));
    WorkItem before = desk.item("INC-1");

    // when
    desk.ops.work().reassign(Reassign.of("INC-1").assignee("bob"));

    // then
    assertThat(desk.item("INC-1")).isEqualTo(before);
  }

  @Test
  void shouldWaitAgainWhenAStepThatWasNeverStartedIsUnblocked() {
    desk.ops.work().block(BlockStep.of("INC-1", "register", "no number to call back"));

    Receipt receipt = desk.ops.work().unblock(UnblockStep.of("INC-1", "register"));

    assertThat(receipt.item().openSteps().get(0).state()).isEqualTo(StepState.WAITING);
  }

  @Test
  void shouldKeepWhatWasLearntAtACompletion() {
    desk.ops
        .work()
        .complete(
            CompleteStep.of("INC-1").facts(Facts.of("impact", 1).with(Facts.of("urgency", 1))));

    Receipt receipt = desk.ops.work().updateFacts(UpdateFacts.of("INC-1", Facts.of("x", "y")));

    assertThat(receipt.item().priority()).startsWith("1");
  }

  // --- refusals

  @Test
  void shouldRefuseAnUnknownWorkItem() {
    assertThatThrownBy(() -> desk.complete("INC-9", "register"))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "Expected work item 'INC-9' to be there, but the tenant has none of that id.\n"
                + "Maybe submit it first, or check the caller's tenant.")
        .extracting(e -> ((NotFoundException) e).id())
        .isEqualTo("INC-9");
    assertThat(desk.ops.work().find("INC-9")).isEmpty();
    assertThat(desk.ops.work().history("INC-9")).isEmpty();
  }

  @Test
  void shouldRefuseAStepThatIsNotOpen() {
    assertThatThrownBy(() -> desk.complete("INC-1", "verify", "restored"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage(
            "Expected work item 'INC-1' to have an open step 'verify', but it is OPEN with open"
                + " steps [register].\nMaybe read the work item again before acting on it.")
        .extracting(e -> ((InvalidStateException) e).id())
        .isEqualTo("INC-1");
  }

  @Test
  void shouldRefuseToStartAStepTwice() {
    desk.ops.work().start(StartStep.of("INC-1"));

    assertThatThrownBy(() -> desk.ops.work().start(StartStep.of("INC-1")))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage(
            "Expected step 'register' of work item 'INC-1' to be WAITING, but it is WORKING.\n"
                + "Maybe unblock a blocked step, or reassign one that somebody works on.");
  }

  @Test
  void shouldRefuseToBlockTwiceAndToUnblockWhatIsNotBlocked() {
    assertThatThrownBy(() -> desk.ops.work().unblock(UnblockStep.of("INC-1")))
        .hasMessage(
            "Expected step 'register' of work item 'INC-1' to be BLOCKED, but it is WAITING.\n"
                + "Maybe read the work item again before acting on it.");
    desk.ops.work().block(BlockStep.of("INC-1", "the line is dead"));
    assertThatThrownBy(() -> desk.ops.work().block(BlockStep.of("INC-1", "again")))
        .hasMessage(
            "Expected step 'register' of work item 'INC-1' to be WAITING or WORKING, but it is"
                + " BLOCKED.\nMaybe unblock it first.");
  }

  @Test
  void shouldRefuseAResultThatTheStepDoesNotDeclare() {
    assertThatThrownBy(() -> desk.complete("INC-1", "register", "fixed"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected step 'register' of work item 'INC-1' to be completed without a result, but"
                + " got 'fixed'.\nMaybe leave the result out.");
    desk.complete("INC-1", "register");
    assertThatThrownBy(() -> desk.complete("INC-1", "investigate"))
        .hasMessage(
            "Expected step 'investigate' of work item 'INC-1' to be completed with one of [fixed,"
                + " specialist, vendorPatch, vendorTicket, outsourced, nonTechnical, change,"
                + " tryNext, tellUsers, fixedUnprompted], but got none.\n"
                + "Maybe choose one of them.");
    assertThatThrownBy(() -> desk.complete("INC-1", "investigate", "Fixed"))
        .hasMessageContaining("but got 'Fixed'.");
    assertThat(desk.openSteps("INC-1")).containsExactly("investigate");
  }

  @Test
  void shouldRefuseAReassignmentToNobody() {
    assertThatThrownBy(() -> desk.ops.work().reassign(Reassign.of("INC-1")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected a reassignment of work item 'INC-1' to name a team or an assignee, but it"
                + " names neither.\nMaybe call team(...) or assignee(...) on the request.");
  }

  @Test
  void shouldRefuseToReopenWhatIsNotClosed() {
    assertThatThrownBy(() -> desk.ops.work().reopen(Reopen.of("INC-1", "why not")))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage(
            "Expected work item 'INC-1' to be CLOSED, but it is OPEN.\n"
                + "Maybe complete the verifying step with a result that says it is not restored.");
  }

  @Test
  void shouldRefuseToChangeWhatHasEnded() {
    desk.ops.work().cancel(Cancel.of("INC-1", "a mistake"));

    List<WorkRequest<?>> late =
        List.of(
            Cancel.of("INC-1", "again"),
            UpdateFacts.of("INC-1", Facts.of("impact", 1)),
            Reclassify.of("INC-1", "it was a request").kind(Kind.REQUEST));
    for (WorkRequest<?> request : late) {
      assertThatThrownBy(() -> desk.ops.work().perform(request))
          .isInstanceOf(InvalidStateException.class)
          .hasMessage(
              "Expected work item 'INC-1' to be open, but it is CANCELLED.\n"
                  + "Maybe reopen it first, or submit a new demand.");
    }
    assertThatThrownBy(() -> desk.complete("INC-1", "register"))
        .hasMessageContaining("but it is CANCELLED with open steps [].");
  }

  // --- time

  @Test
  void shouldTakeTheTimeOfTheClockUnlessTheRequestSaysWhen() {
    // given
    CLOCK.forward(Duration.ofHours(1));
    desk.ops.work().start(StartStep.of("INC-1"));

    // when
    Instant said = TestClock.START.plus(Duration.ofMinutes(90));
    desk.completeAt(said, "INC-1", "register", null);

    // then
    assertThat(desk.ops.work().history("INC-1"))
        .extracting(Transition::occurredAt)
        .containsExactly(TestClock.START, TestClock.START.plus(Duration.ofHours(1)), said, said);
    assertThat(desk.ops.work().history("INC-1").get(3).recordedAt())
        .isEqualTo(TestClock.START.plus(Duration.ofHours(1)));
  }

  @Test
  void shouldRefuseATimeBeforeTheLastHappening() {
    CLOCK.forward(Duration.ofHours(1));
    desk.ops.work().start(StartStep.of("INC-1"));

    assertThatThrownBy(() -> desk.completeAt(TestClock.START, "INC-1", "register", null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the request on work item 'INC-1' to occur at 2026-03-02T09:00:00Z or later,"
                + " when the item's last happening was, but it occurred at 2026-03-02T08:00:00Z.\n"
                + "Maybe submit happenings of one work item in the order of time.");
  }

  @Test
  void shouldCountAnUpdateOfFactsAsAHappening() {
    Instant later = TestClock.START.plus(Duration.ofHours(2));
    desk.ops.work().updateFacts(UpdateFacts.of("INC-1", Facts.of("impact", 1)).occurredAt(later));

    assertThatThrownBy(() -> desk.completeAt(TestClock.START, "INC-1", "register", null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("2026-03-02T10:00:00Z or later");
  }

  @Test
  void shouldNeverGoBackByDefault() {
    // given
    Instant future = TestClock.START.plus(Duration.ofDays(1));
    desk.ops.work().start(StartStep.of("INC-1").occurredAt(future));

    // when
    desk.complete("INC-1", "register");

    // then
    assertThat(desk.ops.work().history("INC-1"))
        .extracting(Transition::occurredAt)
        .containsExactly(TestClock.START, future, future, future);
  }

  @Test
  void shouldKeepThatAStepWasWorkedOut() {
    desk.ops.work().complete(CompleteStep.of("INC-1").inferred());

    assertThat(desk.ops.work().history("INC-1"))
        .extracting(Transition::inferred)
        .containsExactly(false, true, true);
  }

  // --- command ids

  @Test
  void shouldReturnTheFirstResultForTheSameCommandId() {
    // given
    CompleteStep request = CompleteStep.of("INC-1", "register").commandId("c-1");
    Receipt first = desk.ops.work().complete(request);
    desk.complete("INC-1", "investigate", "fixed");

    // when
    Receipt again = desk.ops.work().complete(request);

    // then
    assertThat(again.repeated()).isTrue();
    assertThat(again).usingRecursiveComparison().ignoringFields("repeated").isEqualTo(first);
    assertThat(desk.item("INC-1").state()).isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldRefuseTheSameCommandIdForAnotherRequest() {
    desk.ops.work().start(StartStep.of("INC-1").commandId("c-1"));

    assertThatThrownBy(() -> desk.ops.work().complete(CompleteStep.of("INC-1").commandId("c-1")))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "Expected command 'c-1' to ask for what it asked for the first time, but the request"
                + " differs.\nMaybe use a new command id for each new request.")
        .extracting(e -> ((ConflictException) e).id())
        .isEqualTo("c-1");
  }

  @Test
  void shouldNotMindTheOrderOfFactsInARepeatedCommand() {
    // given
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("a", 1);
    facts.put("b", "x");
    Map<String, Object> turned = new LinkedHashMap<>();
    turned.put("b", "x");
    turned.put("a", 1);
    desk.ops.work().updateFacts(UpdateFacts.of("INC-1", Facts.of(facts)).commandId("c-1"));

    // when
    Receipt again =
        desk.ops.work().updateFacts(UpdateFacts.of("INC-1", Facts.of(turned)).commandId("c-1"));

    // then
    assertThat(again.repeated()).isTrue();
  }

  @Test
  void shouldTellRequestsApartThatOnlyLookAlike() {
    desk.ops
        .work()
        .updateFacts(
            UpdateFacts.of("INC-1", Facts.builder().put("a", "1, b=2").build()).commandId("c-1"));

    assertThatThrownBy(
            () ->
                desk.ops
                    .work()
                    .updateFacts(
                        UpdateFacts.of("INC-1", Facts.builder().put("a", "1").put("b", "2").build())
                            .commandId("c-1")))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void shouldNotConfuseACommandIdWithASubmission() {
    Receipt receipt = desk.ops.work().start(StartStep.of("INC-1").commandId("submit/INC-1"));

    assertThat(receipt.repeated()).isFalse();
  }

  @Test
  void shouldForgetACommandThatFailed() {
    // given
    CompleteStep wrong = CompleteStep.of("INC-1", "register").result("nope").commandId("c-1");
    assertThatThrownBy(() -> desk.ops.work().complete(wrong))
        .isInstanceOf(InvalidInputException.class);

    // when
    Receipt receipt =
        desk.ops.work().complete(CompleteStep.of("INC-1", "register").commandId("c-1"));

    // then
    assertThat(receipt.repeated()).isFalse();
  }

  @Test
  void shouldKeepCommandIdsOfTenantsApart() {
    Desk other = Desk.ofNewTenant(millrace);
    other.submit("INC-1");
    desk.ops.work().start(StartStep.of("INC-1").commandId("c-1"));

    assertThat(other.complete("INC-1", "register").repeated()).isFalse();
    assertThat(
            other
                .ops
                .work()
                .complete(CompleteStep.of("INC-1").result("fixed").commandId("c-1"))
                .repeated())
        .isFalse();
  }

  // --- many at once

  @Test
  void shouldPerformManyRequestsInOrder() {
    desk.submit("INC-0");

    List<Receipt> receipts =
        desk.ops
            .work()
            .performAll(
                List.of(
                    StartStep.of("INC-1"),
                    CompleteStep.of("INC-1", "register"),
                    StartStep.of("INC-0"),
                    CompleteStep.of("INC-1", "investigate").result("fixed"),
                    Reopen.of("INC-1", "it is back")));

    assertThat(receipts)
        .extracting(r -> r.item().id())
        .containsExactly("INC-1", "INC-1", "INC-0", "INC-1", "INC-1");
    assertThat(receipts.get(3).item().state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(receipts.get(4).item()).isEqualTo(desk.item("INC-1"));
    assertThat(desk.openSteps("INC-1")).containsExactly("investigate");
  }

  @Test
  void shouldUndoTheFirstRequestWhenTheSecondOneFails() {
    // given
    WorkItem before = desk.item("INC-1");
    List<Transition> history = desk.ops.work().history("INC-1");

    // when
    assertThatThrownBy(
            () ->
                desk.ops
                    .work()
                    .performAll(
                        List.of(
                            CompleteStep.of("INC-1", "register").commandId("c-1"),
                            CompleteStep.of("INC-1", "investigate").result("nope"))))
        .isInstanceOf(InvalidInputException.class);

    // then
    assertThat(desk.item("INC-1")).isEqualTo(before);
    assertThat(desk.ops.work().history("INC-1")).isEqualTo(history);
    assertThat(
            desk.ops
                .work()
                .complete(CompleteStep.of("INC-1", "register").commandId("c-1"))
                .repeated())
        .isFalse();
  }

  @Test
  void shouldUndoEverythingWhenOneItemIsUnknown() {
    assertThatThrownBy(
            () ->
                desk.ops.work().performAll(List.of(StartStep.of("INC-1"), StartStep.of("INC-404"))))
        .isInstanceOf(NotFoundException.class);

    assertThat(desk.item("INC-1").openSteps().get(0).state()).isEqualTo(StepState.WAITING);
  }

  @Test
  void shouldDoNothingForAnEmptyList() {
    assertThat(desk.ops.work().performAll(List.of())).isEmpty();
    assertThat(desk.ops.intake().submitAll(List.of())).isEmpty();
  }
}
