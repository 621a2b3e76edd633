// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import io.millrace.plugin.port.StepHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Automated steps: done outside the transaction, retried, blocked, interrupted. */
class StepHandlerIT {
  private static final Map<String, Script> SCRIPTS = new ConcurrentHashMap<>();
  private static final BlockingQueue<StepHandler.Task> CALLS = new LinkedBlockingQueue<>();
  private static final Map<String, BlockingQueue<Event>> EVENTS = new ConcurrentHashMap<>();
  private static Millrace millrace;
  private Desk desk;

  /** What the handler does for one item. */
  private interface Script {
    StepHandler.@Nullable Completion run(StepHandler.Task task) throws Exception;
  }

  private static final class Booking implements StepHandler {
    @Override
    public String name() {
      return "booking";
    }

    @Override
    @SuppressWarnings("NullAway") // a script may break the contract
    public Completion handle(Task task) throws Exception {
      CALLS.add(task);
      return SCRIPTS.getOrDefault(task.tenant(), t -> Completion.result("booked")).run(task);
    }
  }

  @BeforeAll
  static void open() {
    millrace =
        TestStore.builder()
            .valueStream(TestStreams.hire())
            .handlerBudget(Duration.ofMillis(400))
            .plugin(
                new PluginTest.Bundle(
                    "axle",
                    to ->
                        to.stepHandler(new Booking())
                            .eventSink(
                                "test",
                                event ->
                                    EVENTS
                                        .computeIfAbsent(
                                            event.tenant(), key -> new LinkedBlockingQueue<>())
                                        .add(event))))
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

  private void script(Script script) {
    SCRIPTS.put(desk.tenant, script);
  }

  private Receipt hire() {
    return desk.submit(Demand.builder("H-1").title("A bike").stream("hire").fact("days", 2));
  }

  /** The events until the given type comes, this one included. */
  private List<Event> until(EventType type) throws InterruptedException {
    BlockingQueue<Event> queue =
        EVENTS.computeIfAbsent(desk.tenant, key -> new LinkedBlockingQueue<>());
    List<Event> events = new ArrayList<>();
    while (true) {
      Event event = queue.poll(60, TimeUnit.SECONDS);
      assertThat(event).as("%s after %s", type, events).isNotNull();
      events.add(event);
      if (event.type() == type) {
        return events;
      }
    }
  }

  private List<StepHandler.Task> calls() {
    return CALLS.stream().filter(task -> task.tenant().equals(desk.tenant)).toList();
  }

  @Test
  void shouldLetTheHandlerDoTheStep() throws Exception {
    // given
    script(task -> new StepHandler.Completion("booked", Facts.of("bike", "B-7")));

    // when
    Receipt receipt = hire();
    until(EventType.STEP_COMPLETED);

    // then
    assertThat(receipt.item().openSteps().get(0).state()).isEqualTo(StepState.WAITING);
    assertThat(calls())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.item()).isEqualTo("H-1");
              assertThat(task.stream()).isEqualTo("hire");
              assertThat(task.step()).isEqualTo("book");
              assertThat(task.facts().text("days", "")).isEqualTo("2");
              assertThat(task.idempotencyKey()).isEqualTo(receipt.item().openSteps().get(0).id());
            });
    assertThat(desk.openSteps("H-1")).containsExactly("handOver");
    assertThat(desk.ops.work().history("H-1"))
        .extracting(Transition::state, Transition::actor)
        .startsWith(
            tuple(StepState.WAITING, "ann"),
            tuple(StepState.WORKING, "handler:booking"),
            tuple(StepState.DONE, "handler:booking"));
    assertThat(desk.complete("H-1", "handOver").item().state()).isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldForgetWhatAHandlerFindsMissing() throws Exception {
    // given
    Facts found = Facts.builder().missing("days", "the calendar is down").build();
    script(task -> new StepHandler.Completion("booked", found));
    hire();
    until(EventType.STEP_COMPLETED);

    // when
    Receipt receipt = desk.ops.work().updateFacts(UpdateFacts.of("H-1", Facts.of("bike", "B-7")));

    // then
    UUID decision = receipt.findDecision(DecisionPoint.PRIORITY).orElseThrow();
    Facts inputs =
        desk.ops.decisions().ofItem("H-1").stream()
            .filter(one -> one.id().equals(decision))
            .findFirst()
            .orElseThrow()
            .decision()
            .inputs();
    assertThat(inputs.text("bike", "")).isEqualTo("B-7");
    assertThat(inputs.has("days")).isFalse();
    assertThat(inputs.missing()).containsEntry("days", "the calendar is down");
  }

  @Test
  void shouldRetryWithTheSameIdempotencyKey() throws Exception {
    // given
    CountDownLatch failures = new CountDownLatch(1);
    script(
        task -> {
          if (failures.getCount() > 0) {
            failures.countDown();
            throw new IllegalStateException("the booking system is down");
          }
          return StepHandler.Completion.result("booked");
        });

    // when
    hire();
    until(EventType.STEP_COMPLETED);

    // then
    assertThat(calls()).hasSize(2);
    assertThat(calls().get(0).idempotencyKey()).isEqualTo(calls().get(1).idempotencyKey());
    assertThat(desk.ops.work().history("H-1"))
        .extracting(Transition::state)
        .startsWith(
            StepState.WAITING,
            StepState.WORKING,
            StepState.WAITING,
            StepState.WORKING,
            StepState.DONE);
    assertThat(desk.ops.work().history("H-1").get(2).note()).contains("booking system is down");
  }

  @Test
  void shouldBlockTheStepWhenRetriesAreUsedUpAndTryAgainWhenItIsUnblocked() throws Exception {
    // given
    script(task -> null);
    hire();
    Event blocked = last(until(EventType.STEP_BLOCKED));
    assertThat(blocked.data().text("note", "")).isEqualTo("it returned no completion");
    assertThat(calls()).hasSize(3);
    assertThat(desk.item("H-1").openSteps().get(0).state()).isEqualTo(StepState.BLOCKED);

    // when
    script(task -> StepHandler.Completion.result("refused"));
    desk.ops.work().unblock(UnblockStep.of("H-1"));
    until(EventType.STEP_COMPLETED);

    // then
    assertThat(calls()).hasSize(4);
    assertThat(desk.openSteps("H-1")).containsExactly("handOver");
  }

  @Test
  void shouldInterruptAHandlerThatOutlastsItsBudgetAndRefuseItsLateResult() throws Exception {
    // given
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch first = new CountDownLatch(1);
    script(
        task -> {
          if (first.getCount() > 0) {
            first.countDown();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              interrupted.countDown();
            }
            return StepHandler.Completion.result("refused");
          }
          return StepHandler.Completion.result("booked");
        });

    // when
    hire();
    until(EventType.STEP_COMPLETED);

    // then
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(desk.ops.work().history("H-1"))
        .extracting(Transition::note)
        .contains("it took longer than 400 ms", "booked")
        .doesNotContain("refused");
  }

  @Test
  void shouldRefuseAResultThatTheStepDoesNotDeclare() throws Exception {
    script(task -> StepHandler.Completion.result("stolen"));

    hire();
    Event blocked = last(until(EventType.STEP_BLOCKED));

    assertThat(blocked.data().text("note", ""))
        .contains("to be completed with one of [booked, refused], but got 'stolen'.");
  }

  @Test
  void shouldGiveUpWhenTheItemIsCancelledMeanwhile() throws Exception {
    // given
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    script(
        task -> {
          running.countDown();
          cancelled.await(30, TimeUnit.SECONDS);
          return StepHandler.Completion.result("booked");
        });
    hire();
    assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();

    // when
    desk.ops.work().cancel(Cancel.of("H-1", "it rains"));
    cancelled.countDown();
    until(EventType.STEP_CANCELLED);

    // then
    assertThat(desk.item("H-1").state()).isEqualTo(WorkItemState.CANCELLED);
    assertThat(desk.ops.work().history("H-1"))
        .extracting(Transition::state)
        .doesNotContain(StepState.DONE);
  }

  @Test
  void shouldNotLetAPersonDoAHandlersStep() throws Exception {
    // given
    CountDownLatch release = new CountDownLatch(1);
    script(
        task -> {
          release.await(30, TimeUnit.SECONDS);
          return StepHandler.Completion.result("booked");
        });
    hire();

    // then
    assertThatThrownBy(() -> desk.complete("H-1", "book", "booked"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage(
            "Expected step 'book' of work item 'H-1' to be done by a person, but handler"
                + " 'booking' does it.\nMaybe register the handler in a plugin, and wait for it.");
    release.countDown();
    until(EventType.STEP_COMPLETED);
  }

  private static Event last(List<Event> events) {
    return events.get(events.size() - 1);
  }
}
