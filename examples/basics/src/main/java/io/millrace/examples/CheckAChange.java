// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.change.ChangeFacts;
import io.millrace.rules.change.ChangeRequest;
import io.millrace.rules.change.ChangeVerdict;
import io.millrace.rules.change.GuardrailSettings;
import io.millrace.rules.change.LocalCalendar;
import io.millrace.rules.change.Mode;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Asks whether a change may go on, without an engine: policies and a calendar are enough. */
public final class CheckAChange {
  private CheckAChange() {}

  /** Prints the verdict about a change that falls into a freeze. */
  public static void main(String[] args) {
    LocalCalendar calendar =
        LocalCalendar.builder(ZoneId.of("Europe/Berlin"))
            .freeze(
                "year end",
                LocalDateTime.of(2026, 12, 20, 0, 0),
                LocalDateTime.of(2027, 1, 4, 0, 0))
            .build();
    GuardrailSettings settings =
        GuardrailSettings.builder().mode("track-record", Mode.SHADOW).build();
    ChangeRequest change =
        ChangeRequest.builder("CHG-1")
            .items("web-1")
            .planned(Instant.parse("2026-12-22T20:00:00Z"), Instant.parse("2026-12-22T22:00:00Z"))
            .team("web")
            .author("ann")
            .reviewer("cleo")
            .testsPassed(true)
            .backoutPlan("deploy the version before")
            .build();
    Instant now = Instant.parse("2026-12-01T09:00:00Z");
    ExecutorService threads = Executors.newCachedThreadPool();
    try (PolicyPack pack =
        PolicyPacks.builtIn(BuiltInOptions.builder().guardrails(settings).build())) {
      Facts facts = ChangeFacts.builder(threads).calendar(calendar).build().gather(change, now);
      ChangeVerdict verdict =
          ChangeVerdict.of(pack.decide(DecisionPoint.CHANGE_GUARDRAIL, facts, now));
      System.out.print(verdict.toText());
    } finally {
      threads.shutdownNow();
    }
  }
}
