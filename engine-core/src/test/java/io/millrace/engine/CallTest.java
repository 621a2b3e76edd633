// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.MillraceException;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import io.millrace.plugin.port.StepHandler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps that other value streams do, for work items of their own. */
class CallTest {
  private static final List<Event> EVENTS = new CopyOnWriteArrayList<>();
  private static final BlockingQueue<Event> TOLD = new LinkedBlockingQueue<>();
  private static final List<StepHandler.Task> TASKS = new CopyOnWriteArrayList<>();
  private static final TestClock CLOCK = new TestClock();
  private static Millrace millrace;
  private Desk desk;

  /** Does nothing, but hears what is known. */
  private static final class Mender implements StepHandler {
    @Override
    public String name() {
      return "mender";
    }

    @Override
    public Completion handle(Task task) {
      TASKS.add(task);
      return Completion.done();
    }
  }

  @BeforeAll
  static void open() {
    MillraceBuilder builder = TestStore.builder().clock(CLOCK);
    CallStreams.all().forEach(builder::valueStream);
    millrace =
        builder
            .plugin(
                new PluginTest.Bundle(
                    "axle",
                    to ->
                        to.stepHandler(new Mender())
                            .participant(EVENTS::addAll)
                            .eventSink("test", TOLD::add)))
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

  private static Demand.Builder demand(String id, String stream) {
    return Demand.builder(id).title("A flat tyre").description("It hisses").stream(stream)
        .requester("rita")
        .fact("bike", "B-7");
  }

  /** Takes a new item to its call step. */
  private Receipt call(String stream) {
    desk.submit(demand("P", stream));
    return desk.complete("P", "look");
  }

  private List<Event> events(String item, EventType type) {
    return EVENTS.stream()
        .filter(event -> event.tenant().equals(desk.tenant))
        .filter(event -> event.item().equals(item) && event.type() == type)
        .toList();
  }

  private void awaitEvent(EventType type, String step) throws InterruptedException {
    Event event;
    do {
      event = TOLD.poll(60, TimeUnit.SECONDS);
      assertThat(event).as("%s of %s", type, step).isNotNull();
    } while (!event.tenant().equals(desk.tenant)
        || event.type() != type
        || !event.data().text("step", "").equals(step));
  }

  @Test
  void shouldHaveAnotherStreamDoAStepForALinkedWorkItem() {
    // when
    Receipt receipt = call("repair");

    // then
    assertThat(receipt.item().openSteps())
        .extracting("step", "state", "assignee")
        .containsExactly(tuple("mend", StepState.WORKING, null));
    WorkItem child = desk.item("P/mend");
    assertThat(child.stream()).isEqualTo("fix");
    assertThat(child.title()).isEqualTo("A flat tyre");
    assertThat(Desk.steps(child)).containsExactly("work");
    assertThat(desk.ops.work().links("P"))
        .extracting("type", "target", "workItem", "actor")
        .containsExactly(tuple("child", "P/mend", true, "ann"));
    assertThat(desk.ops.work().links("P/mend"))
        .extracting("type", "target", "workItem", "actor")
        .containsExactly(tuple("parent", "P", true, "ann"));
    assertThat(desk.ops.decisions().ofItem("P/mend"))
        .extracting(record -> record.decision().point().name())
        .containsExactly("classification", "priority", "class-of-service", "routing");
  }

  @Test
  void shouldTellOfTheCall() {
    // when
    call("repair");

    // then
    assertThat(events("P", EventType.WORK_ITEM_LINKED))
        .extracting(event -> event.data().values())
        .containsExactly(Map.of("actor", "ann", "type", "child", "target", "P/mend"));
    assertThat(events("P", EventType.STEP_STARTED))
        .extracting(event -> event.data().text("calledItem", ""))
        .containsExactly("P/mend");
    assertThat(events("P/mend", EventType.WORK_ITEM_SUBMITTED))
        .extracting(event -> event.data().text("parent", ""))
        .containsExactly("P");
  }

  @Test
  void shouldGoOnWithTheOutcomeWhenTheChildIsClosed() {
    // given
    call("repair");
    desk.complete("P/mend", "work", "mended");
    assertThat(desk.openSteps("P")).containsExactly("mend");

    // when
    desk.complete("P/mend", "check");

    // then
    assertThat(desk.openSteps("P")).containsExactly("thank");
    assertThat(desk.item("P/mend").outcome()).isEqualTo("mended");
    assertThat(desk.openSteps("P/mend")).containsExactly("praise");
    assertThat(desk.ops.work().history("P"))
        .extracting(Transition::step, Transition::state, Transition::note, Transition::actor)
        .containsExactly(
            tuple("look", StepState.WAITING, null, "ann"),
            tuple("look", StepState.DONE, null, "ann"),
            tuple("mend", StepState.WORKING, null, "ann"),
            tuple("mend", StepState.DONE, "mended", "ann"),
            tuple("thank", StepState.WAITING, null, "ann"));
    assertThat(desk.complete("P", "thank").item().state()).isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldGoOnWhenTheChildIsResolvedIfThatIsEnough() {
    // given
    call("repair-early");

    // when
    desk.complete("P/mend", "work", "mended");

    // then
    assertThat(desk.openSteps("P")).containsExactly("thank");
    assertThat(desk.openSteps("P/mend")).containsExactly("check");
    desk.complete("P", "thank");
    assertThat(desk.complete("P/mend", "check").item().state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(desk.item("P").state()).isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldGoOnWhenTheChildEndsWithoutAMilestone() {
    // given
    call("repair");

    // when
    desk.complete("P/mend", "work", "broken");

    // then
    assertThat(desk.openSteps("P")).containsExactly("complain");
    assertThat(desk.ops.work().history("P"))
        .extracting(Transition::step, Transition::note)
        .contains(tuple("mend", "broken"));
  }

  @Test
  void shouldGoOnAtOnceWithAChildThatEndsAtOnce() {
    // when
    Receipt receipt = call("hurry");

    // then
    assertThat(Desk.steps(receipt.item())).containsExactly("marvel");
    assertThat(desk.item("P/mend").state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(desk.item("P/mend").outcome()).isEqualTo("instant");
  }

  @Test
  void shouldSayDoneForAChildThatSaysNothing() {
    // when
    Receipt receipt = call("mute");

    // then
    assertThat(Desk.steps(receipt.item())).containsExactly("complain");
    assertThat(desk.ops.work().history("P"))
        .extracting(Transition::step, Transition::note)
        .contains(tuple("mend", "done"));
  }

  @Test
  void shouldGoOnWhenTheChildIsCancelled() {
    // given
    call("repair");

    // when
    Receipt receipt = desk.ops.work().cancel(Cancel.of("P/mend", "no spare part"));

    // then
    assertThat(receipt.item().state()).isEqualTo(WorkItemState.CANCELLED);
    assertThat(desk.openSteps("P")).containsExactly("wonder");
  }

  @Test
  void shouldCancelTheChildrenOfACancelledWorkItem() {
    // given
    call("deep");
    desk.complete("P/mend", "look");
    assertThat(desk.openSteps("P/mend/mend")).containsExactly("work");

    // when
    desk.ops.work().cancel(Cancel.of("P", "it was stolen"));

    // then
    for (String item : List.of("P", "P/mend", "P/mend/mend")) {
      assertThat(desk.item(item).state()).isEqualTo(WorkItemState.CANCELLED);
      assertThat(desk.openSteps(item)).isEmpty();
    }
    assertThat(desk.ops.work().history("P/mend/mend"))
        .last()
        .extracting(Transition::state, Transition::note, Transition::actor)
        .containsExactly(StepState.CANCELLED, "it was stolen", "ann");
    assertThat(events("P/mend/mend", EventType.WORK_ITEM_CANCELLED)).hasSize(1);
  }

  @Test
  void shouldLeaveAChildAloneThatNobodyWaitsForAnyMore() {
    // given
    call("repair-early");
    desk.complete("P/mend", "work", "mended");

    // when
    desk.ops.work().cancel(Cancel.of("P", "it was stolen"));

    // then
    assertThat(desk.openSteps("P/mend")).containsExactly("check");
  }

  @Test
  void shouldCountRepeatedCallsAndLeaveOutIdsOfOthers() {
    // given
    desk.submit(demand("P/mend-2", "fix"));
    desk.submit(demand("P", "again"));

    // when
    desk.complete("P/mend", "work", "broken");

    // then
    assertThat(desk.openSteps("P/mend-3")).containsExactly("work");
    desk.complete("P/mend-3", "work", "mended");
    desk.complete("P/mend-3", "check");
    assertThat(desk.item("P").state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(desk.ops.work().links("P"))
        .extracting(LinkRecord::target)
        .containsExactly("P/mend", "P/mend-3");
  }

  @Test
  void shouldJoinACallWithWhatGoesOnBeside() {
    // given
    desk.submit(demand("P", "parallel"));

    // when
    desk.complete("P", "talk");
    desk.complete("P/mend", "work", "mended");
    desk.complete("P/mend", "check");

    // then
    assertThat(desk.openSteps("P")).containsExactly("thank");
  }

  @Test
  void shouldGoOnWhenAHandlerFinishesTheChild() throws InterruptedException {
    // when
    call("by-machine");

    // then
    awaitEvent(EventType.STEP_COMPLETED, "mend");
    assertThat(desk.openSteps("P")).containsExactly("thank");
  }

  @Test
  void shouldHandOverWhatIsKnownButNotWhatWasSaidOfTheParent() throws InterruptedException {
    // given
    desk.submit(
        demand("P", "by-machine").fact("kind", "INCIDENT").fact("approvers", List.of("bob")));
    desk.ops.work().updateFacts(UpdateFacts.of("P", Facts.of("saddle", "worn")));

    // when
    desk.ops.work().complete(CompleteStep.of("P", "look").facts(Facts.of("tyre", "28 inch")));

    // then
    awaitEvent(EventType.STEP_COMPLETED, "mend");
    assertThat(TASKS)
        .filteredOn(task -> task.tenant().equals(desk.tenant))
        .extracting(task -> task.facts().values())
        .containsExactly(Map.of("bike", "B-7", "saddle", "worn", "tyre", "28 inch", "parent", "P"));
  }

  @Test
  void shouldDoSeveralThingsOnParentAndChildInOneTransaction() {
    // given
    desk.submit(demand("P", "repair"));

    // when
    desk.ops
        .work()
        .performAll(
            List.of(
                CompleteStep.of("P", "look"),
                CompleteStep.of("P/mend", "work").result("mended"),
                CompleteStep.of("P/mend", "check"),
                CompleteStep.of("P", "thank")));

    // then
    assertThat(desk.item("P").state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(desk.item("P/mend").state()).isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldKeepCalledStepsFromWorklists() {
    // given
    call("repair");

    // then
    assertThat(desk.ops.work().search(WorklistQuery.all()).entries())
        .extracting(entry -> entry.item() + " " + entry.run().step())
        .containsExactly("P/mend work");
  }

  @Test
  void shouldCountACallAsWork() {
    // given
    call("repair");
    CLOCK.forward(Duration.ofHours(3));
    desk.complete("P/mend", "work", "broken");
    desk.complete("P", "complain");

    // then
    FlowReport report = desk.ops.flow().report(FlowQuery.all().stream("repair"));
    assertThat(report.leadHours().max()).isEqualTo(3.0);
    assertThat(report.cycleHours().max()).isEqualTo(3.0);
  }

  @Test
  void shouldRefuseAPersonsHandOnACalledStep() {
    // given
    call("repair");
    String message =
        "Expected step 'mend' of work item 'P' to be done by a person, but work item 'P/mend' does"
            + " it.\nMaybe work on 'P/mend', or cancel it: the step goes on when it is there.";

    // then
    for (WorkRequest<?> request :
        List.of(
            CompleteStep.of("P", "mend").result("mended"),
            Reassign.of("P", "mend").assignee("bob"))) {
      assertThatThrownBy(() -> desk.ops.work().perform(request))
          .isInstanceOf(InvalidStateException.class)
          .hasMessage(message);
    }
    desk.ops.work().block(BlockStep.of("P", "mend", "the shop is shut"));
    assertThat(desk.ops.work().unblock(UnblockStep.of("P", "mend")).item().openSteps())
        .extracting("state")
        .containsExactly(StepState.WORKING);
  }

  @Test
  void shouldRefuseStreamsThatCallOneAnotherInACircle() {
    // given
    desk.submit(demand("P", "ping"));

    // then
    assertThatThrownBy(() -> desk.complete("P", "begin"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage(
            "Expected calls of value streams to be nested at most 8 deep, but step 'on' of work"
                + " item 'P/on/back/on/back/on/back/on/back' calls 'pong' below that.\n"
                + "Maybe look for value streams that call one another in a circle.");
    assertThat(desk.openSteps("P")).containsExactly("begin");
    assertThat(desk.ops.work().find("P/on")).isEmpty();
  }

  @Test
  void shouldRefuseAnUnknownStreamThatAVariableNames() {
    // given
    desk.submit(demand("P", "by-variable"));

    // then
    assertThatThrownBy(() -> desk.complete("P", "look"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Expected an installed value stream 'service-desk', but there are");
  }

  @Test
  void shouldRefuseAnIdThatGrowsTooLong() {
    // given
    String id = "P".repeat(251);
    desk.submit(demand(id, "repair"));

    // then
    assertThatThrownBy(() -> desk.complete(id, "look"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "Expected the id of the work item that does step 'mend' to have at most 255"
                + " characters, but there are 256.");
  }

  @Test
  void shouldRefuseASubmissionUnderTheIdOfAChild() {
    // given
    call("repair");

    // then
    assertThatThrownBy(() -> desk.submit(demand("P/mend", "fix")))
        .isInstanceOf(ConflictException.class)
        .hasMessageStartingWith("Expected demand 'P/mend' to say what it said when it was first");
  }

  @Test
  void shouldRefuseToBeBuiltWithACallOfAnUnknownStream() {
    // given
    MillraceBuilder builder =
        TestStore.builder()
            .valueStream(TestModel.of("lonely").start().call("mend", "nobody").end("done").build());

    // then
    assertThatThrownBy(builder::build)
        .isInstanceOf(MillraceException.class)
        .hasMessageMatching(
            "Expected step 'mend' of value stream 'lonely' to call an installed value stream, but"
                + " there is no 'nobody'\\.\nMaybe add that stream when building Millrace, or call"
                + " one of \\[.*\\blonely\\b.*\\]\\.");
  }
}
