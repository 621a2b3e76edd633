// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static io.millrace.testkit.assertj.MillraceAssertions.assertThat;
import static io.millrace.testkit.assertj.MillraceAssertions.assertThatEvents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bpmn.ValueStream;
import io.millrace.engine.MillraceBuilder;
import io.millrace.engine.Operations;
import io.millrace.event.EventType;
import io.millrace.model.Caller;
import io.millrace.model.ClassOfService;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.KnowledgeArticle;
import io.millrace.model.Notification;
import io.millrace.model.WorkItemState;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The extension, scenarios, assertions and path coverage, as a host uses them. */
@MillraceTest(MillraceTestTest.Settings.class)
class MillraceTestTest {
  private static final RecordingNotifier NOTIFIER = new RecordingNotifier();
  private static final ScriptedKnowledgeBase KNOWLEDGE = new ScriptedKnowledgeBase();
  private static final SettableCaller CALLER = new SettableCaller();
  private static final Set<TestMillrace> ENGINES = new HashSet<>();
  private static final Set<String> TENANTS = new HashSet<>();

  /** What these tests plug in. */
  static final class Settings implements UnaryOperator<MillraceBuilder> {
    @Override
    public MillraceBuilder apply(MillraceBuilder builder) {
      return builder.plugin(
          TestPlugin.named("axle")
              .notifier(NOTIFIER)
              .knowledgeBase(KNOWLEDGE)
              .callerSource(CALLER));
    }
  }

  private final Operations desk;

  MillraceTestTest(Operations desk) {
    this.desk = desk;
  }

  private static Demand incident() {
    return Demand.builder("INC-1").title("Cannot log in").build();
  }

  @Test
  void shouldTellAStory(Scenario scenario) {
    scenario
        .submit(incident())
        .expectSteps("register")
        .complete("register")
        .pass(Duration.ofHours(2))
        .learn("impact", 1)
        .expectFact("impact", 1)
        .complete("investigate", "specialist")
        .as("bob")
        .block("obtainFix", "waits for the vendor")
        .unblock("obtainFix")
        .complete("obtainFix")
        .complete("deployFix")
        .complete("verify", "restored")
        .expectState(WorkItemState.CLOSED)
        .expectOutcome("restored");
  }

  @Test
  void shouldFailWithTheStorySoFar(Scenario scenario) {
    scenario.submit(incident()).complete("register");

    assertThatThrownBy(() -> scenario.expectSteps("verify"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "Expected the open steps to be [verify], but got [investigate].\n"
                + "So far:\n  submit INC-1\n  complete register");
    assertThatThrownBy(() -> scenario.expectState(WorkItemState.CLOSED))
        .hasMessageStartingWith("Expected the state to be CLOSED, but got OPEN.");
  }

  @Test
  void shouldGiveEachTestItsTenant(TestMillrace millrace, Caller caller) {
    ENGINES.add(millrace);

    assertThat(TENANTS.add(caller.tenant())).isTrue();
    assertThat(desk.work().find("INC-1")).isEmpty();
    desk.intake().submit(incident());
    assertThat(millrace.as(caller).work().find("INC-1")).isPresent();
    assertThat(ENGINES).hasSize(1);
  }

  @Test
  void shouldGiveEachTestItsTenantAgain(TestMillrace millrace, Caller caller) {
    shouldGiveEachTestItsTenant(millrace, caller);
  }

  @Test
  void shouldAssertAboutWorkItemsDecisionsAndEvents(RecordingSink sink, Caller caller) {
    // when
    assertThat(desk.intake().submit(incident()))
        .hasState(WorkItemState.OPEN)
        .waitsAt("register")
        .runs("restore-live-service")
        .hasClassOfService(ClassOfService.STANDARD);
    sink.awaitItem(caller.tenant(), "INC-1", EventType.STEP_WAITING);

    // then
    Decision decision =
        desk.decisions()
            .decide(
                DecisionPoint.PRIORITY, Facts.none(), java.time.Instant.parse(TestMillrace.START));
    assertThatThrownBy(() -> assertThat(decision).hasOutput("level", "0"))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("Expected 'priority' to answer level = 0, but got {");
    assertThat(desk.decisions().ofItem("INC-1").get(0).decision()).isBecause("");
    assertThatThrownBy(() -> assertThat(decision).isBecause("the moon is full"))
        .hasMessageContaining("because of 'the moon is full'");
    assertThatThrownBy(() -> assertThat(decision).lacks("impact"))
        .hasMessageContaining("to be decided without impact");
    assertThatThrownBy(() -> assertThat(desk.work().find("INC-1").orElseThrow()).waitsAt("verify"))
        .hasMessage(
            "Expected the open steps of work item 'INC-1' to be [verify], but got [register].");
    assertThatEvents(sink.ofItem(caller.tenant(), "INC-1"))
        .begin(EventType.WORK_ITEM_SUBMITTED, EventType.DECISION_MADE)
        .tellInOrder(EventType.WORK_ITEM_SUBMITTED, EventType.STEP_WAITING)
        .tellNothingOf(EventType.STEP_BLOCKED)
        .areWhole();
    assertThatThrownBy(
            () ->
                assertThatEvents(sink.ofItem(caller.tenant(), "INC-1"))
                    .tellInOrder(EventType.STEP_WAITING, EventType.WORK_ITEM_SUBMITTED))
        .hasMessageContaining("after 1 of them none followed of type WORK_ITEM_SUBMITTED");
  }

  @Test
  void shouldSayWhichPathsWereTaken(TestMillrace millrace, Scenario scenario) {
    // given
    scenario.submit(incident()).complete("register");
    ValueStream stream = desk.streams().find("restore-live-service").orElseThrow();
    ValueStream unused = desk.streams().find("enable-change").orElseThrow();

    // then
    assertThat(millrace.paths().takenOf(stream.key())).isNotEmpty();
    assertThat(millrace.paths().report(desk.streams().list()))
        .contains("restore-live-service")
        .doesNotContain("enable-change");
    assertThatThrownBy(() -> millrace.paths().requireAll(unused))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "Expected every sequence flow of 'enable-change' to be taken, but nobody took [");
    assertThat(millrace.paths().missedOf(stream))
        .doesNotContainAnyElementsOf(millrace.paths().takenOf(stream.key()));
  }

  @Test
  void shouldPlugInTheStubs(TestMillrace millrace, Caller caller) {
    // given
    KNOWLEDGE.knows("INC-7", new KnowledgeArticle("KE-1", "It hangs", true, "restart it"));
    CALLER.signIn(caller.tenant(), "zoe");

    // when
    millrace
        .current()
        .intake()
        .submit(Demand.builder("INC-7").title("x").fact("expedite", "fire").build());

    // then
    assertThat(desk.work().facts("INC-7").text("workaroundText", "")).isEqualTo("restart it");
    Notification told =
        NOTIFIER.awaitItem(caller.tenant(), "INC-7", Notification.Reason.EXPEDITE_ARRIVED);
    assertThat(told.title()).isEqualTo("x");
    CALLER.signOut();
    assertThatThrownBy(millrace::current).hasMessage("nobody is signed in");
  }
}
