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
import io.millrace.model.Kind;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work items that go to another value stream and keep their past. */
class MoveTest {
  private static final List<Event> EVENTS = new CopyOnWriteArrayList<>();
  private static final TestClock CLOCK = new TestClock();
  private static Millrace millrace;
  private Desk desk;

  @BeforeAll
  static void open() {
    MillraceBuilder builder = TestStore.builder().clock(CLOCK);
    List.of(
            TestModel.of("workshop")
                .start()
                .step("look")
                .event("isMended", "milestone=resolved", "outcome=mended")
                .step("check")
                .event("isClosed", "milestone=closed")
                .end("done"),
            TestModel.of("shop")
                .start("moved")
                .choice("what")
                .when("${classification_kind == 'REQUEST'}")
                .step("sell")
                .end("sold", "outcome=sold")
                .from("what")
                .otherwise()
                .end("refused", "outcome=refused")
                .start()
                .step("greet")
                .to("sell"),
            TestModel.of("plain-shop").start().step("greet").end("done"),
            TestModel.of("twice")
                .start()
                .fork("split")
                .step("one")
                .end("oneDone")
                .from("split")
                .step("two")
                .end("twoDone"),
            TestModel.of("manager")
                .start()
                .call("mend", "workshop", "results=mended,sold,cancelled")
                .choice("how")
                .when("${mend_result == 'sold'}")
                .step("rejoice")
                .end("rejoiced")
                .from("how")
                .otherwise()
                .step("sigh")
                .end("sighed"))
        .forEach(model -> builder.valueStream(model.build()));
    millrace =
        builder
            .hostPack(
                PackFiles.of("house", "1")
                    .with(
                        "tables/streams.csv",
                        "table,streams",
                        "point,classification",
                        "hit,first",
                        "strength,95",
                        "when kind,then stream,because",
                        "REQUEST,shop,requests are sold",
                        "PROBLEM,nowhere,nobody does problems")
                    .source())
            .plugin(new PluginTest.Bundle("axle", to -> to.participant(EVENTS::addAll)))
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

  private Receipt submit(String stream) {
    return desk.submit(Demand.builder("B-1").title("A bike").stream(stream));
  }

  private List<Event> events(EventType type) {
    return EVENTS.stream()
        .filter(event -> event.tenant().equals(desk.tenant) && event.type() == type)
        .toList();
  }

  @Test
  void shouldMoveWhereTheRequestSays() {
    // given
    submit("workshop");

    // when
    Receipt receipt =
        desk.ops
            .work()
            .reclassify(
                Reclassify.of("B-1", "beyond repair").kind(Kind.REQUEST).stream("plain-shop"));

    // then
    assertThat(receipt.item().stream()).isEqualTo("plain-shop");
    assertThat(receipt.item().kind()).isEqualTo(Kind.REQUEST);
    assertThat(Desk.steps(receipt.item())).containsExactly("greet");
    assertThat(events(EventType.WORK_ITEM_MOVED))
        .extracting(event -> event.data().values())
        .containsExactly(
            Map.of(
                "actor", "ann", "from", "workshop", "to", "plain-shop", "note", "beyond repair"));
    assertThat(events(EventType.WORK_ITEM_RECLASSIFIED))
        .extracting(event -> event.data().text("to", ""))
        .containsExactly("REQUEST");
    assertThat(desk.complete("B-1", "greet").item().state()).isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldMoveWhereThePoliciesWantItNow() {
    // given
    submit("workshop");

    // when
    Receipt receipt = desk.ops.work().reclassify(Reclassify.of("B-1", "a wish").kind(Kind.REQUEST));

    // then: it starts where moved work items start, with what the policies said
    assertThat(receipt.item().stream()).isEqualTo("shop");
    assertThat(Desk.steps(receipt.item())).containsExactly("sell");
    desk.complete("B-1", "sell");
    assertThat(desk.item("B-1").outcome()).isEqualTo("sold");
    assertThat(desk.item("B-1").state()).isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldKeepTheWholePast() {
    // given
    submit("workshop");
    int before = desk.ops.decisions().ofItem("B-1").size();
    desk.ops.work().start(StartStep.of("B-1"));

    // when
    desk.ops.work().reclassify(Reclassify.of("B-1", "a wish").kind(Kind.REQUEST));
    desk.complete("B-1", "sell");

    // then
    assertThat(desk.ops.work().history("B-1"))
        .extracting(Transition::stream, Transition::step, Transition::state, Transition::note)
        .containsExactly(
            tuple("workshop", "look", StepState.WAITING, null),
            tuple("workshop", "look", StepState.WORKING, null),
            tuple("workshop", "look", StepState.CANCELLED, "a wish"),
            tuple("shop", "sell", StepState.WAITING, null),
            tuple("shop", "sell", StepState.DONE, null));
    assertThat(desk.ops.decisions().ofItem("B-1").size()).isGreaterThan(before);
    long numbers = EVENTS.stream().filter(event -> event.tenant().equals(desk.tenant)).count();
    assertThat(desk.item("B-1").sequence()).as("events without gaps").isEqualTo(numbers);
  }

  @Test
  void shouldMeasureTheFlowAcrossStreams() {
    // given
    submit("workshop");
    desk.ops.work().start(StartStep.of("B-1"));
    CLOCK.forward(Duration.ofHours(1));

    // when
    desk.ops.work().reclassify(Reclassify.of("B-1", "a wish").stream("plain-shop"));
    CLOCK.forward(Duration.ofHours(2));
    desk.ops.work().start(StartStep.of("B-1"));
    CLOCK.forward(Duration.ofHours(4));
    desk.complete("B-1", "greet");

    // then
    FlowReport report = desk.ops.flow().report(FlowQuery.all().stream("plain-shop"));
    assertThat(report.leadHours().max()).isEqualTo(7.0);
    assertThat(report.cycleHours().max()).isEqualTo(5.0);
  }

  @Test
  void shouldEndEverythingThatRuns() {
    // given
    submit("twice");

    // when
    Receipt receipt =
        desk.ops.work().reclassify(Reclassify.of("B-1", "one is enough").stream("plain-shop"));

    // then
    assertThat(Desk.steps(receipt.item())).containsExactly("greet");
    assertThat(events(EventType.STEP_CANCELLED)).hasSize(2);
    assertThat(events(EventType.WORK_ITEM_CLOSED)).isEmpty();
  }

  @Test
  void shouldOpenAResolvedWorkItemAgain() {
    // given
    submit("workshop");
    desk.complete("B-1", "look");
    assertThat(desk.item("B-1").outcome()).isEqualTo("mended");

    // when
    Receipt receipt =
        desk.ops.work().reclassify(Reclassify.of("B-1", "not at all").stream("plain-shop"));

    // then
    assertThat(receipt.item().state()).isEqualTo(WorkItemState.OPEN);
    assertThat(receipt.item().resolvedAt()).isNull();
    assertThat(receipt.item().outcome()).isNull();
    assertThat(events(EventType.WORK_ITEM_REOPENED)).hasSize(1);
  }

  @Test
  void shouldStayIfThePoliciesWantNothingNew() {
    // given: the host knows better than the policies
    desk.submit(Demand.builder("B-1").title("A bike").stream("workshop").fact("kind", "REQUEST"));

    // when
    desk.ops.work().reclassify(Reclassify.of("B-1", "more precise").category("tyres"));

    // then
    assertThat(desk.item("B-1").stream()).isEqualTo("workshop");
    assertThat(desk.openSteps("B-1")).containsExactly("look");
  }

  @Test
  void shouldStayIfThePoliciesWantAStreamThatIsNotInstalled() {
    // given
    submit("workshop");

    // when
    desk.ops.work().reclassify(Reclassify.of("B-1", "it is deep").kind(Kind.PROBLEM));

    // then
    assertThat(desk.item("B-1").stream()).isEqualTo("workshop");
    assertThat(desk.item("B-1").kind()).isEqualTo(Kind.PROBLEM);
  }

  @Test
  void shouldStayWhenFactsAreUpdated() {
    // given
    submit("workshop");

    // when
    desk.ops.work().updateFacts(UpdateFacts.of("B-1", Facts.of("kind", "REQUEST")));

    // then
    assertThat(desk.item("B-1").kind()).isEqualTo(Kind.REQUEST);
    assertThat(desk.item("B-1").stream()).isEqualTo("workshop");
  }

  @Test
  void shouldStayWhereItIsAlready() {
    // given
    submit("workshop");

    // when
    desk.ops.work().reclassify(Reclassify.of("B-1", "to be sure").stream("workshop"));

    // then
    assertThat(events(EventType.WORK_ITEM_MOVED)).isEmpty();
    assertThat(desk.openSteps("B-1")).containsExactly("look");
  }

  @Test
  void shouldKeepTheCallerOfAMovedChildWaiting() {
    // given
    submit("manager");

    // when
    desk.ops.work().reclassify(Reclassify.of("B-1/mend", "a wish").kind(Kind.REQUEST));

    // then
    assertThat(desk.openSteps("B-1")).containsExactly("mend");
    desk.complete("B-1/mend", "sell");
    assertThat(desk.openSteps("B-1")).containsExactly("rejoice");
  }

  @Test
  void shouldGiveUpTheChildOfAMovedParent() {
    // given
    submit("manager");

    // when
    desk.ops.work().reclassify(Reclassify.of("B-1", "a wish").stream("plain-shop"));

    // then
    assertThat(desk.item("B-1/mend").state()).isEqualTo(WorkItemState.CANCELLED);
    assertThat(desk.openSteps("B-1")).containsExactly("greet");
  }

  @Test
  void shouldRefuseAnUnknownStream() {
    // given
    submit("workshop");

    // then
    assertThatThrownBy(() -> desk.ops.work().reclassify(Reclassify.of("B-1", "why").stream("moon")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Expected an installed value stream 'moon', but there are [");
    assertThat(desk.openSteps("B-1")).containsExactly("look");
  }

  @Test
  void shouldRefuseToMoveAWorkItemThatHasEnded() {
    // given
    submit("plain-shop");
    desk.complete("B-1", "greet");

    // then
    assertThatThrownBy(
            () -> desk.ops.work().reclassify(Reclassify.of("B-1", "why").stream("workshop")))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageStartingWith("Expected work item 'B-1' to be open, but it is CLOSED.");
  }
}
