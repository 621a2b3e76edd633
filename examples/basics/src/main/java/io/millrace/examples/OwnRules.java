// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples;

import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.engine.PackActivation;
import io.millrace.engine.Receipt;
import io.millrace.engine.WorkItem;
import io.millrace.model.Caller;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.PackRef;
import io.millrace.plugin.PackFiles;
import io.millrace.rules.PackSource;

/**
 * Rules of one's own say what a text means: the folder {@code own-rules} holds rules, a table, and
 * the scenarios that have to pass before the rules take effect.
 */
public final class OwnRules {

  /** Submits the same words before the pack is active and afterwards. */
  public static void main(String[] arguments) {
    try (Millrace millrace = Millrace.builder().tenantRules(true).build()) {
      Operations desk = millrace.as(new Caller("axle", "ann"));
      print(desk, submit(desk, "INC-1"));

      PackFiles files = PackFiles.classPath(OwnRules.class, "own-rules");
      PackRef pack = desk.policies().add(PackSource.of(files));
      desk.policies().activate(PackActivation.of(pack, "branches write about key boxes"));
      System.out.println("Active: " + desk.policies().active());

      print(desk, submit(desk, "INC-2"));
      desk.policies().rollback("it was an example");
      print(desk, submit(desk, "INC-3"));
    }
  }

  private static Receipt submit(Operations desk, String id) {
    return desk.intake().submit(Demand.builder(id).title("Key box 7 does not open").build());
  }

  private static void print(Operations desk, Receipt receipt) {
    WorkItem item = receipt.item();
    System.out.println(item.id() + " is " + item.kind() + ", for " + item.team());
    receipt
        .findDecision(DecisionPoint.CLASSIFICATION)
        .flatMap(desk.decisions()::find)
        .ifPresent(
            found ->
                found.decision().reasons().stream()
                    .filter(reason -> reason.decided() && reason.output().equals("kind"))
                    .forEach(reason -> System.out.println("  because " + reason.text())));
  }

  private OwnRules() {}
}
