// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples;

import io.millrace.engine.Millrace;
import io.millrace.engine.Operations;
import io.millrace.model.Caller;
import io.millrace.plugin.PackFiles;
import io.millrace.rules.PackSource;
import io.millrace.rules.change.ChangeRequest;
import io.millrace.rules.change.ChangeVerdict;

/**
 * A guardrail of one's own: the folder {@code own-guardrail} stops a change of a tariff that nobody
 * has calculated, and asks the revenue manager about any other.
 */
public final class OwnGuardrail {

  /** Asks about three changes. */
  public static void main(String[] arguments) {
    PackFiles pack = PackFiles.classPath(OwnGuardrail.class, "own-guardrail");
    try (Millrace millrace = Millrace.builder().hostPack(PackSource.of(pack)).build()) {
      Operations desk = millrace.as(Caller.actor("ann"));
      print("A tariff", desk, change("CHG-1").fact("tariff", "weekend"));
      print(
          "A calculated tariff",
          desk,
          change("CHG-2").fact("tariff", "weekend").fact("calculatedBy", "dan"));
      print("Another change", desk, change("CHG-3"));
    }
  }

  private static ChangeRequest.Builder change(String id) {
    return ChangeRequest.builder(id)
        .items("booking-app")
        .team("web")
        .author("ann")
        .reviewer("cleo")
        .testsPassed(true)
        .backoutPlan("deploy the version before");
  }

  private static void print(String what, Operations desk, ChangeRequest.Builder change) {
    ChangeVerdict verdict = desk.decisions().check(change.build());
    System.out.println(what + ", verdict " + verdict.verdict().code());
    verdict
        .approvals()
        .forEach(one -> System.out.println("  " + one.approver() + " has to approve it"));
    verdict
        .find("evidence")
        .ifPresent(found -> System.out.println("  evidence: " + found.reason()));
  }

  private OwnGuardrail() {}
}
