package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Caller;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import org.junit.jupiter.api.Test;

class RestoreStreamTest {

  @Test
  void shouldTakeAnIncidentFromQueryToClose() {
    try (Millrace millrace = Millrace.builder().build()) {
      Operations desk = millrace.as(Caller.actor("ann"));

      Receipt receipt =
          desk.intake()
              .submit(
                  Demand.builder("INC-1")
                      .title("Cannot log in to the booking app")
                      .fact("impact", 2)
                      .fact("urgency", 1)
                      .build());

      assertThat(receipt.item().openSteps()).extracting("step").containsExactly("register");
      System.out.println(receipt);
      System.out.println(
          desk.decisions()
              .explain(receipt.findDecision(DecisionPoint.PRIORITY).orElseThrow())
              .toText());

      desk.work().start(StartStep.of("INC-1"));
      desk.work().complete(CompleteStep.of("INC-1"));
      desk.work().start(StartStep.of("INC-1", "investigate"));
      desk.work().block(BlockStep.of("INC-1", "waiting for the user"));
      desk.work().unblock(UnblockStep.of("INC-1"));
      Receipt escalated =
          desk.work().complete(CompleteStep.of("INC-1").result("specialist").commandId("c1"));
      assertThat(escalated.item().openSteps()).extracting("step").containsExactly("obtainFix");
      Receipt again =
          desk.work().complete(CompleteStep.of("INC-1").result("specialist").commandId("c1"));
      assertThat(again.repeated()).isTrue();
      assertThat(again.item()).isEqualTo(escalated.item());
      desk.work().complete(CompleteStep.of("INC-1"));
      Receipt deployed = desk.work().complete(CompleteStep.of("INC-1", "deployFix"));
      assertThat(deployed.item().state()).isEqualTo(WorkItemState.RESOLVED);
      Receipt closed = desk.work().complete(CompleteStep.of("INC-1").result("restored"));
      assertThat(closed.item().state()).isEqualTo(WorkItemState.CLOSED);
      System.out.println(desk.work().history("INC-1"));
      System.out.println(desk.flow().report(FlowQuery.all()));
      assertThat(desk.work().history("INC-1"))
          .extracting(Transition::state)
          .contains(StepState.BLOCKED);
    }
  }
}
