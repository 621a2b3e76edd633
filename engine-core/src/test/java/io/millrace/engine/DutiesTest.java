// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Caller;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.WorkItemState;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may not do a step, and what an approval leaves behind. */
class DutiesTest {
  private static Millrace millrace;
  private Desk ann;
  private Desk bob;
  private Desk cleo;

  @BeforeAll
  static void open() {
    millrace =
        TestStore.builder()
            .valueStream(
                TestModel.of("change")
                    .start()
                    .step("build")
                    .decision("guard", "change-guardrail")
                    .step(
                        "approve",
                        "stepNumber=2",
                        "results=approved,declined",
                        "separateFrom=requester,build,approve",
                        "approves=change-guardrail",
                        "responsible=change manager")
                    .decision("guardAgain", "change-guardrail")
                    .choice("enough")
                    .when("${approve_result == 'declined'}")
                    .end("declined", "outcome=rejected")
                    .from("enough")
                    .when("${change_guardrail_verdict == 'approve'}")
                    .to("approve")
                    .from("enough")
                    .otherwise()
                    .step("deploy", "stepNumber=3")
                    .end("deployed", "outcome=implemented")
                    .build())
            .valueStream(
                TestModel.of("four-eyes")
                    .start()
                    .step("approve", "results=approved,enough", "separateFrom=approve")
                    .choice("how")
                    .when("${approve_result == 'approved'}")
                    .to("approve")
                    .from("how")
                    .otherwise()
                    .end("done")
                    .build())
            .valueStream(
                TestModel.of("parallel-change")
                    .start()
                    .fork("split")
                    .step("build")
                    .end("built")
                    .from("split")
                    .step("check", "separateFrom=build")
                    .end("checked")
                    .build())
            .build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    ann = Desk.ofNewTenant(millrace);
    bob = Desk.of(millrace, ann.tenant, "bob");
    cleo = Desk.of(millrace, ann.tenant, "cleo");
  }

  private Receipt submit(@Nullable String requester, Facts facts) {
    Demand.Builder demand =
        Demand.builder("C-1").title("A change of the booking service").stream("change");
    demand.facts(facts);
    return ann.submit(requester == null ? demand : demand.requester(requester));
  }

  /** A normal change that somebody has built and that waits for approval. */
  private void built(String requester, Desk builder) {
    submit(requester, Facts.of("changeType", "normal"));
    builder.complete("C-1", "build");
  }

  private static String refusal(String person, String why, String advice) {
    return "Expected step 'approve' of work item 'C-1' to be done by somebody other than '"
        + person
        + "', but '"
        + person
        + "' "
        + why
        + "\nMaybe ask "
        + advice
        + ".";
  }

  @Test
  void shouldKeepTheRequesterFromTheStep() {
    // given
    built("Bob ", ann);
    String team = ann.item("C-1").openSteps().get(0).team();

    // then
    assertThatThrownBy(() -> bob.complete("C-1", "approve", "approved"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage(refusal("bob", "asked for the work.", "somebody else of team '" + team + "'"));
    assertThatThrownBy(() -> bob.ops.work().start(StartStep.of("C-1")))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageStartingWith("Expected step 'approve' of work item 'C-1' to be done by");
    assertThatThrownBy(() -> cleo.ops.work().start(StartStep.of("C-1").assignee("bob")))
        .isInstanceOf(InvalidStateException.class);
    assertThatThrownBy(() -> cleo.ops.work().reassign(Reassign.of("C-1").assignee("BOB")))
        .isInstanceOf(InvalidStateException.class);
    assertThat(cleo.complete("C-1", "approve", "approved").item().openSteps()).isNotEmpty();
  }

  @Test
  void shouldKeepWhoeverDidANamedStepFromTheStep() {
    // given
    built("rita", ann);

    // then
    assertThatThrownBy(() -> ann.complete("C-1", "approve", "approved"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("but 'ann' did step 'build' of it.");
    assertThat(bob.ops.work().start(StartStep.of("C-1")).item().openSteps().get(0).assignee())
        .isEqualTo("bob");
  }

  @Test
  void shouldSeeWhatWasDoneInTheSameTransaction() {
    // given
    submit("rita", Facts.of("changeType", "normal"));

    // then
    assertThatThrownBy(
            () ->
                ann.ops
                    .work()
                    .performAll(
                        List.of(
                            CompleteStep.of("C-1", "build"),
                            CompleteStep.of("C-1", "approve").result("approved"))))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("but 'ann' did step 'build' of it.");
    assertThat(ann.openSteps("C-1")).containsExactly("build");
  }

  @Test
  void shouldAskForAnotherPersonWhenTheStepComesAgain() {
    // given
    ann.submit(Demand.builder("C-1").title("x").stream("four-eyes"));
    bob.complete("C-1", "approve", "approved");

    // then
    assertThatThrownBy(() -> bob.complete("C-1", "approve", "approved"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("but 'bob' did step 'approve' of it.");
    cleo.complete("C-1", "approve", "enough");
    assertThat(ann.item("C-1").state()).isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldLetTheSystemActForTheAssignee() {
    // given
    Operations system = millrace.as(new Caller(ann.tenant, Caller.system().actor()));
    built("rita", ann);
    system.work().start(StartStep.of("C-1").assignee("bob"));

    // when
    system.work().complete(CompleteStep.of("C-1", "approve").result("approved"));

    // then
    assertThat(facts("approvers")).isEqualTo(List.of("bob"));
  }

  @Test
  void shouldRefuseTheSystemForAnAssigneeWhoMayNot() {
    // given
    Operations system = millrace.as(new Caller(ann.tenant, Caller.system().actor()));
    submit("rita", Facts.of("changeType", "normal"));
    system.work().start(StartStep.of("C-1").assignee("bob"));
    system.work().complete(CompleteStep.of("C-1", "build"));

    // then
    assertThatThrownBy(() -> system.work().start(StartStep.of("C-1").assignee("bob")))
        .hasMessageContaining("but 'bob' did step 'build' of it.");
    assertThatCode(() -> system.work().start(StartStep.of("C-1").assignee("cleo")))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> bob.ops.work().complete(CompleteStep.of("C-1", "approve").result("approved")))
        .hasMessageContaining("but 'bob' did step 'build' of it.");
  }

  @Test
  void shouldRecordApproversAndWhatTheyGrant() {
    // given
    built("rita", ann);
    String demanded =
        ann.ops.decisions().ofItem("C-1").stream()
            .filter(one -> one.decision().point().equals(DecisionPoint.CHANGE_GUARDRAIL))
            .map(one -> one.decision().output("approvals", ""))
            .findFirst()
            .orElseThrow();
    assertThat(demanded).isNotEmpty();

    // when
    bob.complete("C-1", "approve", "approved");

    // then
    assertThat(facts("approvers")).isEqualTo(List.of("bob"));
    assertThat(facts("approvalsGranted")).isEqualTo(List.of(demanded.split(", ")));
    assertThat(ann.openSteps("C-1")).containsExactly("deploy");
  }

  @Test
  void shouldKeepEarlierApprovals() {
    // given
    submit(
        "rita",
        Facts.builder()
            .put("changeType", "normal")
            .put("approvers", List.of("dora", "BOB"))
            .put("approvalsGranted", "peer")
            .build());
    ann.complete("C-1", "build");

    // when
    bob.complete("C-1", "approve", "approved");

    // then
    assertThat(facts("approvers")).isEqualTo(List.of("dora", "BOB", "bob"));
    assertThat((List<?>) facts("approvalsGranted")).first().isEqualTo("peer");
    assertThat((List<?>) facts("approvalsGranted")).doesNotHaveDuplicates();
  }

  @Test
  void shouldGrantNothingForADecline() {
    // given
    built("rita", ann);

    // when
    bob.complete("C-1", "approve", "declined");

    // then
    assertThat(facts("approvers")).isNull();
    assertThat(ann.item("C-1").outcome()).isEqualTo("rejected");
  }

  @Test
  void shouldSeparateStepsThatGoOnSideBySide() {
    // given
    ann.submit(Demand.builder("C-1").title("x").stream("parallel-change"));
    ann.complete("C-1", "build");

    // then
    assertThatThrownBy(() -> ann.complete("C-1", "check"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("but 'ann' did step 'build' of it.");
    assertThat(bob.complete("C-1", "check").item().state()).isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldNameRolesWhereThereIsNoTeam() {
    for (String roles : List.of("responsible=change manager", "accountable=CAB;owner", "board=b")) {
      try (Millrace without =
          TestStore.builder()
              .policies(ThinPack::new)
              .valueStream(
                  TestModel.of("change")
                      .start()
                      .step("approve", "separateFrom=requester", roles)
                      .end("done")
                      .build())
              .build()) {
        // given
        Desk rita = Desk.of(without, "t", "rita");
        rita.submit(Demand.builder("C-1").title("x").stream("change").requester("rita"));

        // then
        String advice =
            switch (roles) {
              case "responsible=change manager" -> "somebody else who is change manager";
              case "accountable=CAB;owner" -> "somebody else who is CAB or owner";
              default -> "somebody who has had no part in it";
            };
        assertThatThrownBy(() -> rita.complete("C-1", "approve"))
            .isInstanceOf(InvalidStateException.class)
            .hasMessage(refusal("rita", "asked for the work.", advice));
      }
    }
  }

  /** A fact as the next decision sees it. */
  private @Nullable Object facts(String name) {
    List<DecisionRecord> decisions = ann.ops.decisions().ofItem("C-1");
    return decisions.get(decisions.size() - 1).decision().inputs().values().get(name);
  }
}
