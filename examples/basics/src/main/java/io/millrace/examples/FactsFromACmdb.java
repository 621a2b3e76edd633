// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples;

import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.Receipt;
import io.millrace.examples.cmdb.CmdbPlugin;
import io.millrace.model.Caller;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;

/** Nobody has to type an impact: a plugin asks the configuration management database for it. */
public final class FactsFromACmdb {

  /** Submits the same urgency for an important service and for an unimportant one. */
  public static void main(String[] arguments) {
    try (Millrace millrace = Millrace.builder().plugin(new CmdbPlugin()).build()) {
      Operations desk = millrace.as(Caller.actor("ann"));
      submit(desk, "INC-1", "booking");
      submit(desk, "INC-2", "intranet");
      millrace
          .contributions()
          .forEach(one -> System.out.println(one.port() + " " + one.name() + " is " + one.state()));
    }
  }

  private static void submit(Operations desk, String id, String service) {
    Demand demand =
        Demand.builder(id)
            .title("The app shows an error")
            .fact("service", service)
            .fact("urgency", 2)
            .build();
    Receipt receipt = desk.intake().submit(demand);
    System.out.println(id + " about " + service + ": priority " + receipt.item().priority());
    receipt
        .findDecision(DecisionPoint.PRIORITY)
        .ifPresent(decision -> System.out.println(desk.decisions().explain(decision).toText()));
  }

  private FactsFromACmdb() {}
}
