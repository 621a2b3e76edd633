// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Demand;
import io.millrace.model.WorkItemState;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Timers at steps that remind of them. */
class ReminderIT {
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private Millrace millrace;
  private Desk desk;

  @BeforeEach
  void open() {
    millrace =
        TestStore.builder()
            .valueStream(
                TestModel.of("patient")
                    .start()
                    .step("answer")
                    .end("answered")
                    .timer("late", "answer", "PT1S", false, "The user has not answered yet.")
                    .end("reminded")
                    .build())
            .valueStream(
                TestModel.of("impatient")
                    .start()
                    .step("answer")
                    .end("answered")
                    .timer("late", "answer", "PT1S", true, "Nobody answers.")
                    .step("escalate")
                    .end("escalated", "outcome=escalated")
                    .build())
            .valueStream(
                TestModel.of("calling")
                    .start()
                    .call("ask", "patient")
                    .end("answered")
                    .timer("late", "ask", "PT1S", true, "That takes long.")
                    .step("escalate")
                    .end("escalated")
                    .build())
            .plugin(new PluginTest.Bundle("axle", to -> to.eventSink("test", events::add)))
            .build();
    desk = Desk.ofNewTenant(millrace);
  }

  @AfterEach
  void close() {
    millrace.close();
  }

  private Event await(String item, EventType type) throws InterruptedException {
    Event event;
    do {
      event = events.poll(90, TimeUnit.SECONDS);
      assertThat(event).as("%s of %s", type, item).isNotNull();
    } while (event.type() != type || !event.item().equals(item));
    return event;
  }

  @Test
  void shouldRemindOfAStepThatGoesOn() throws InterruptedException {
    // given
    desk.submit(Demand.builder("P").title("x").stream("patient"));

    // when
    Event event = await("P", EventType.STEP_REMINDER);

    // then
    assertThat(event.data().values())
        .containsEntry("stream", "patient")
        .containsEntry("step", "answer")
        .containsEntry("actor", "engine")
        .containsEntry("note", "The user has not answered yet.")
        .containsEntry("run", desk.item("P").openSteps().get(0).id().toString());
    assertThat(desk.complete("P", "answer").item().state()).isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldRemindOfAStepThatTheTimerEnds() throws InterruptedException {
    // given
    desk.submit(Demand.builder("P").title("x").stream("impatient"));

    // when
    Event event = await("P", EventType.STEP_REMINDER);

    // then
    assertThat(event.data().values())
        .containsEntry("step", "answer")
        .containsEntry("note", "Nobody answers.");
    assertThat(desk.openSteps("P")).containsExactly("escalate");
    assertThat(desk.complete("P", "escalate").item().outcome()).isEqualTo("escalated");
  }

  @Test
  void shouldGiveUpTheChildOfACallThatTheTimerEnds() throws InterruptedException {
    // given
    desk.submit(Demand.builder("P").title("x").stream("calling"));

    // when
    await("P", EventType.STEP_REMINDER);

    // then
    assertThat(desk.openSteps("P")).containsExactly("escalate");
    assertThat(desk.item("P/ask").state()).isEqualTo(WorkItemState.CANCELLED);
    assertThat(desk.ops.work().history("P/ask"))
        .last()
        .extracting(Transition::note)
        .isEqualTo("step 'ask' of 'P' was given up");
  }
}
