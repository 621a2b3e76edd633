// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import java.time.Instant;

/** A change to which no guardrail objects, and how tests ask about changes. */
final class Samples {
  static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
  static final Instant START = Instant.parse("2026-03-04T20:00:00Z");
  static final Instant END = Instant.parse("2026-03-04T22:00:00Z");

  private Samples() {}

  /** As the host knows it, before anybody is asked. */
  static ChangeRequest.Builder change() {
    return ChangeRequest.builder("CHG-1")
        .items("web-1")
        .planned(START, END)
        .team("web")
        .author("ann")
        .implementer("bob")
        .reviewer("cleo")
        .testsPassed(true)
        .backoutPlan("deploy the version before");
  }

  /** The same change, with the answers of ports that have nothing against it. */
  static ChangeRequest.Builder sound() {
    return change()
        .fact("blastRadius", 3)
        .fact("criticalService", false)
        .fact("inFreeze", false)
        .fact("inHoliday", false)
        .fact("maintenanceBound", false)
        .fact("inMaintenanceWindow", false)
        .fact("conflicts", 0)
        .fact("teamChanges", 20)
        .fact("teamSuccessRate", 100);
  }

  static ChangeVerdict decide(GuardrailSettings settings, Facts facts) {
    BuiltInOptions options = BuiltInOptions.builder().guardrails(settings).build();
    try (PolicyPack pack = PolicyPacks.builtIn(options)) {
      return ChangeVerdict.of(pack.decide(DecisionPoint.CHANGE_GUARDRAIL, facts, AT));
    }
  }
}
