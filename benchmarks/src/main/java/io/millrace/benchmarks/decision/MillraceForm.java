// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Millrace's built-in pack, asked as the engine asks it: three decision points, the last one seeing
 * the earlier answers, each with its reasons.
 */
public final class MillraceForm implements DecisionForm {
  private final PolicyPack pack = PolicyPacks.builtIn();

  /** The facts that a host hands over. */
  public static Facts facts(SampleTicket ticket) {
    Facts.Builder facts =
        Facts.builder()
            .put("id", ticket.id())
            .put("title", ticket.title())
            .put("description", ticket.description())
            .put("source", ticket.source().name())
            .put("impact", ticket.impact())
            .put("urgency", ticket.urgency());
    if (ticket.investigated()) {
      facts.put("investigate_result", "specialist");
    }
    if (ticket.major()) {
      facts.put("major", true);
    }
    putIfKnown(facts, "expedite", ticket.expedite());
    putIfKnown(facts, "dueAt", ticket.dueAt());
    return facts.build();
  }

  @Override
  public Verdict decide(SampleTicket ticket) {
    return decide(facts(ticket));
  }

  /** Decides about facts that are there already. */
  public Verdict decide(Facts facts) {
    Decision kind = pack.decide(DecisionPoint.CLASSIFICATION, facts, Instant.EPOCH);
    Decision priority = pack.decide(DecisionPoint.PRIORITY, facts, Instant.EPOCH);
    String level = priority.output("level", "");
    Facts known =
        facts.with(
            Facts.of(
                Map.of("classification_kind", kind.output("kind", ""), "priority_level", level)));
    Decision service = pack.decide(DecisionPoint.CLASS_OF_SERVICE, known, Instant.EPOCH);
    if (kind.reasons().isEmpty() || priority.reasons().isEmpty() || service.reasons().isEmpty()) {
      throw new IllegalStateException("A decision came without reasons.");
    }
    return new Verdict(
        kind.output("kind", ""), kind.output("category", ""), level, service.output("class", ""));
  }

  @Override
  public void close() {
    pack.close();
  }

  private static void putIfKnown(Facts.Builder facts, String name, @Nullable String value) {
    if (value != null) {
      facts.put(name, value);
    }
  }
}
