// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples;

import io.millrace.engine.Millrace;
import io.millrace.model.Caller;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.plugin.PackFiles;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.PriorityMatrices;
import io.millrace.rules.workshop.Backtest;
import io.millrace.rules.workshop.BacktestOutput;
import io.millrace.rules.workshop.PastItem;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.List;

/**
 * Moving in from another product, here GLPI: its priority matrix, as it was in use, is a table of
 * the pack in {@code moving-in/pack}, and its old tickets prove that every answer stays the same.
 */
public final class MovingIn {

  /** Decides the old tickets once more, then a new one. */
  public static void main(String[] arguments) throws IOException, URISyntaxException {
    PackSource pack = PackSource.of(PackFiles.classPath(MovingIn.class, "moving-in/pack"));
    List<PastItem> tickets = OldTickets.read();
    BuiltInOptions glpi = BuiltInOptions.builder().matrix(PriorityMatrices.named("glpi")).build();
    try (PolicyPack shipped = PolicyPacks.builtIn(glpi);
        PolicyPack moved = PolicyPacks.loader().host(pack).load()) {
      System.out.println("With GLPI's matrix as it is shipped: " + changes(shipped, tickets));
      System.out.println("With the matrix that was in use: " + changes(moved, tickets));
    }
    try (Millrace millrace = Millrace.builder().hostPack(pack).build()) {
      Demand demand =
          Demand.builder("INC-1")
              .title("No invoices since noon")
              .fact("impact", "Whole company")
              .fact("urgency", "4 - High")
              .build();
      System.out.println(
          "A new ticket: priority "
              + millrace.as(Caller.system()).intake().submit(demand).item().priority());
    }
  }

  private static String changes(PolicyPack pack, List<PastItem> tickets) {
    BacktestOutput level =
        Backtest.of(pack)
            .points(List.of(DecisionPoint.PRIORITY))
            .build()
            .run(tickets)
            .findOutput("priority_level")
            .orElseThrow();
    return level.changed() + " of " + level.compared() + " tickets get another priority";
  }

  private MovingIn() {}
}
