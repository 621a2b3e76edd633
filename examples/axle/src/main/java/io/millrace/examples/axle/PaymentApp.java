// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.axle;

import io.millrace.bpmn.PracticeContribution;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.ValueStream;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.WorkItem;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows the two streams of Axle Car Hire in short, and takes one work item through each. */
public final class PaymentApp {
  /** How the steps go that may end in more than one way. */
  private static final Map<String, String> RESULTS =
      Map.of("makeBusinessCase", "go", "verify", "restored");

  /** Runs on an H2 database in memory. */
  public static void main(String[] arguments) {
    ValueStream develop = AxleStreams.develop();
    ValueStream restore = AxleStreams.restore();
    try (Millrace millrace = Millrace.builder().valueStream(develop).valueStream(restore).build()) {
      Operations axle = millrace.as(Caller.actor("ann"));
      print(develop);
      run(axle, develop, "APP-1", "As a customer I want to pay online so that I need not queue");
      print(restore);
      run(axle, restore, "INC-1", "Cannot log in to the payment app");
    }
  }

  private static void print(ValueStream stream) {
    System.out.println(stream.name() + ", in " + stream.description().targetLeadTime());
    for (Step step : stream.steps()) {
      String practices =
          step.practices().stream()
              .map(PracticeContribution::practice)
              .map(practice -> practice.code())
              .collect(Collectors.joining(" "));
      System.out.printf(
          "%d  %-66s %-22s %-7s %s%n",
          step.number(), step.name(), step.activity().label(), step.targetLeadTime(), practices);
    }
  }

  private static void run(Operations axle, ValueStream stream, String id, String title) {
    Demand demand = Demand.builder(id).title(title).stream(stream.key()).build();
    WorkItem item = axle.intake().submit(demand).item();
    while (!item.openSteps().isEmpty()) {
      String step = item.openSteps().get(0).step();
      CompleteStep done = CompleteStep.of(id, step);
      String result = RESULTS.get(step);
      item = axle.work().complete(result == null ? done : done.result(result)).item();
      System.out.println(id + ": " + step + " done, " + item.kind() + " is " + item.state());
    }
    System.out.println(id + " came to: " + item.outcome() + "\n");
  }

  private PaymentApp() {}
}
