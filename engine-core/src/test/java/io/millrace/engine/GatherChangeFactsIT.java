// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bpmn.ValueStream;
import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.ChangeWindow;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.ChangeCalendar;
import io.millrace.plugin.port.StepHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Millrace's own handler: what the ports know of a change becomes facts of the work item. */
class GatherChangeFactsIT {
  private static final Instant START = Instant.parse("2026-05-04T08:00:00Z");

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private volatile boolean isDown;

  private static ValueStream change() {
    return TestModel.of("change")
        .start()
        .handler("gather", "millrace.gather-change-facts")
        .step("look", "results=again,enough")
        .choice("how")
        .when("${look_result == 'again'}")
        .to("gather")
        .from("how")
        .otherwise()
        .decision("guard", "change-guardrail")
        .end("done")
        .build();
  }

  /** A calendar with one freeze, which can be out of order. */
  private final class Calendar implements ChangeCalendar {
    @Override
    public List<ChangeWindow> windows(
        String tenant, Set<String> concerned, Instant from, Instant to) {
      if (isDown) {
        throw new IllegalStateException("the calendar is down");
      }
      return List.of(
          ChangeWindow.forAll(
              "year end", ChangeWindow.Type.FREEZE, START, START.plus(Duration.ofDays(1))));
    }
  }

  private Millrace open() {
    return TestStore.builder()
        .valueStream(change())
        .plugin(
            new PluginTest.Bundle(
                "axle", to -> to.changeCalendar(new Calendar()).eventSink("test", events::add)))
        .build();
  }

  private void await(EventType type, String step) throws InterruptedException {
    Event event;
    do {
      event = events.poll(60, TimeUnit.SECONDS);
      assertThat(event).as("%s of %s", type, step).isNotNull();
    } while (event.type() != type || !event.data().text("step", "").equals(step));
  }

  private static Demand.Builder demand() {
    return Demand.builder("C-1").title("A change").requester("rita").stream("change")
        .fact("changeType", "normal")
        .fact("service", "booking")
        .fact("plannedStart", START.plus(Duration.ofHours(1)))
        .fact("plannedEnd", START.plus(Duration.ofHours(2)));
  }

  /** What the guardrail read. */
  private static Facts inputs(Desk desk) {
    List<DecisionRecord> all = desk.ops.decisions().ofItem("C-1");
    return all.get(all.size() - 1).decision().inputs();
  }

  @Test
  void shouldGiveTheGuardrailWhatThePortsKnow() throws InterruptedException {
    try (Millrace millrace = open()) {
      // given
      Desk desk = Desk.ofNewTenant(millrace);
      desk.submit(demand());
      await(EventType.STEP_WAITING, "look");

      // when
      desk.complete("C-1", "look", "enough");

      // then
      assertThat(inputs(desk).values()).containsEntry("inFreeze", true);
      assertThat(desk.ops.work().history("C-1"))
          .extracting(Transition::actor)
          .contains("handler:millrace.gather-change-facts");
    }
  }

  @Test
  void shouldForgetWhatAPortKnewOnceItIsDown() throws InterruptedException {
    try (Millrace millrace = open()) {
      // given
      Desk desk = Desk.ofNewTenant(millrace);
      desk.submit(demand());
      await(EventType.STEP_WAITING, "look");

      // when
      isDown = true;
      desk.complete("C-1", "look", "again");
      await(EventType.STEP_WAITING, "look");
      desk.complete("C-1", "look", "enough");

      // then
      @Nullable Object stale = inputs(desk).values().get("inFreeze");
      assertThat(stale).isNull();
      assertThat(inputs(desk).missing().get("inFreeze")).contains("the calendar is down");
    }
  }

  @Test
  void shouldRefuseHandlersUnderANameOfMillraces() {
    StepHandler mine =
        new StepHandler() {
          @Override
          public String name() {
            return "millrace.gather-change-facts";
          }

          @Override
          public Completion handle(Task task) {
            return Completion.done();
          }
        };

    assertThatThrownBy(
            () ->
                TestStore.builder()
                    .plugin(new PluginTest.Bundle("axle", to -> to.stepHandler(mine)))
                    .build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected step handler 'millrace.gather-change-facts' to have a name of the host's"
                + " own, but names that begin with 'millrace.' are Millrace's.\nMaybe rename it.");
  }
}
