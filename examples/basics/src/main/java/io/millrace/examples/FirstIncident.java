// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples;

import io.millrace.engine.CompleteStep;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.engine.StartStep;
import io.millrace.model.Caller;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;

/** Submits an incident, asks why it has its priority, and works on it. */
public final class FirstIncident {

  /** Runs on an H2 database in memory. */
  public static void main(String[] arguments) {
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
      System.out.println(receipt.item().kind() + ", priority " + receipt.item().priority());
      receipt
          .findDecision(DecisionPoint.PRIORITY)
          .ifPresent(id -> System.out.println(desk.decisions().explain(id).toText()));

      desk.work().complete(CompleteStep.of("INC-1", "register"));
      desk.work().start(StartStep.of("INC-1", "investigate"));
      Receipt fixed = desk.work().complete(CompleteStep.of("INC-1").result("fixed"));
      System.out.println(fixed.item().id() + " is " + fixed.item().state());
    }
  }

  private FirstIncident() {}
}
