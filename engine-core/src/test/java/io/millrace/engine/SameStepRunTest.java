// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Facts;
import io.millrace.model.StepState;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that name the step run: asked twice, they give the first result. */
class SameStepRunTest {
  private static Millrace millrace;
  private Desk desk;
  private UUID run;

  @BeforeAll
  static void open() {
    millrace = TestStore.builder().build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
    run = desk.submit("INC-1").item().openSteps().get(0).id();
  }

  private Receipt complete(CompleteStep request) {
    return desk.ops.work().complete(request);
  }

  @Test
  void shouldGiveTheFirstResultWhenARunIsCompletedTwice() {
    // given
    CompleteStep request = CompleteStep.of("INC-1").run(run).facts(Facts.of("room", "12"));
    Receipt first = complete(request.commandId("c-1"));
    desk.complete("INC-1", "investigate", "fixed");

    // when
    Receipt again = complete(request);
    Receipt withAnotherId = complete(request.commandId("c-2"));

    // then
    assertThat(first.repeated()).isFalse();
    assertThat(again.repeated()).isTrue();
    assertThat(again.item()).isEqualTo(first.item());
    assertThat(again.decisions()).isEqualTo(first.decisions());
    assertThat(withAnotherId).isEqualTo(again);
    assertThat(desk.ops.work().history("INC-1"))
        .extracting(Transition::state)
        .containsExactly(StepState.WAITING, StepState.DONE, StepState.WAITING, StepState.DONE);
  }

  @Test
  void shouldNotGiveTheReceiptOfAnotherWorkItem() {
    complete(CompleteStep.of("INC-1").run(run));
    desk.submit("INC-2");

    assertThatThrownBy(() -> complete(CompleteStep.of("INC-2").run(run)))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("of work item 'INC-2' to be open");
  }

  @Test
  void shouldRefuseToCompleteARunASecondTimeWithOtherContent() {
    complete(CompleteStep.of("INC-1").run(run));

    assertThatThrownBy(
            () -> complete(CompleteStep.of("INC-1").run(run).facts(Facts.of("room", "12"))))
        .isInstanceOf(ConflictException.class)
        .hasMessage(
            "Expected step run '"
                + run
                + "' to be completed with the result and the facts with which it was completed"
                + " already, but the request differs.\n"
                + "Maybe read the work item again before acting on it.");
  }

  @Test
  void shouldRefuseARunThatEndedOtherwise() {
    desk.complete("INC-1", "register");
    UUID next = desk.item("INC-1").openSteps().get(0).id();

    assertThatThrownBy(() -> complete(CompleteStep.of("INC-1", "register").run(run)))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage(
            "Expected step run '"
                + run
                + "' of work item 'INC-1' to be open at step 'register', but the open steps are"
                + " [investigate '"
                + next
                + "'].\nMaybe read the work item again before acting on it.");
  }

  @Test
  void shouldStartARunOnceForTheSamePerson() {
    // given
    StartStep request = StartStep.of("INC-1").run(run);
    desk.ops.work().start(request);
    long sequence = desk.item("INC-1").sequence();

    // when
    Receipt again = desk.ops.work().start(request);

    // then
    assertThat(again.item().sequence()).isEqualTo(sequence);
    assertThatThrownBy(() -> desk.ops.work().start(request.assignee("bob")))
        .isInstanceOf(InvalidStateException.class);
    assertThatThrownBy(() -> desk.ops.work().start(StartStep.of("INC-1")))
        .isInstanceOf(InvalidStateException.class);
  }
}
