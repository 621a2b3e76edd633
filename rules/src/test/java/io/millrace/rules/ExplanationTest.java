// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Reason;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
  private static final PolicyPack PACK = PolicyPacks.builtIn();

  @AfterAll
  static void close() {
    PACK.close();
  }

  @Test
  void shouldExplainWhichRuleWonLostAndCameClose() {
    // given
    Facts facts =
        Facts.builder()
            .put("title", "Printer offline")
            .missing("service", "no answer in 2 s")
            .build();
    Decision decision = PACK.decide(DecisionPoint.CLASSIFICATION, facts, AT);
    // when
    Explanation explanation = PACK.explain(decision);
    // then
    assertThat(explanation.decision()).isEqualTo(decision);
    assertThat(explanation.lost()).extracting(Reason::value).contains("QUERY");
    assertThat(explanation.nearMisses().get(0))
        .satisfies(miss -> assertThat(miss.met()).isLessThan(miss.conditions()));
    assertThat(explanation.nearMisses())
        .contains(
            new NearMiss(
                "io.millrace.policy.classification/monitoring event",
                "the fact 'source' is 'MONITORING'",
                0,
                1),
            new NearMiss(
                "io.millrace.policy.classification/cannot log in",
                "the text mentions 'cannot' or 'cant' or 'unable' or 'fails' or 'failed' or "
                    + "'failing'",
                0,
                2),
            new NearMiss(
                "io.millrace.policy.classification/known error",
                "the text says 'known error'",
                0,
                1));
    assertThat(explanation.nearMisses())
        .extracting(NearMiss::rule)
        .doesNotContain("io.millrace.policy.classification/outage");
    assertThat(explanation.toText())
        .contains(
            "Decision 'classification' at 2026-03-02T08:00:00Z by pack millrace-built-in 1.0 (")
        .contains(
            "kind = INCIDENT\n  because rule 'io.millrace.policy.classification/outage' (strength "
                + "82): a service is down\n    fact title = Printer offline\n")
        .contains("  instead of 'QUERY' from rule")
        .contains("fact service is missing: no answer in 2 s\n")
        .contains("Rules that came close:\n")
        .contains("others further away\n");
  }

  @Test
  void shouldPutTheClosestRuleFirst() {
    Decision decision =
        PACK.decide(DecisionPoint.CLASSIFICATION, Facts.of("title", "my certificate"), AT);

    assertThat(PACK.explain(decision).nearMisses().get(0))
        .isEqualTo(
            new NearMiss(
                "io.millrace.policy.classification/certificate expired",
                "the text mentions 'expired' or 'expires' or 'expiring' or 'invalid' or "
                    + "'untrusted'",
                1,
                2));
  }

  @Test
  void shouldExplainTheCell() {
    Facts facts = Facts.builder().put("impact", 1).put("urgency", "High").build();

    String text = PACK.explain(PACK.decide(DecisionPoint.PRIORITY, facts, AT)).toText();

    assertThat(text)
        .contains("level = 2 - High\n")
        .contains("    cell: impact 1 - Major | urgency 2 - High\n    fact impact = 1\n");
  }

  @Test
  void shouldRefuseADecisionOfAnotherPack() {
    BuiltInOptions options = BuiltInOptions.builder().feedbackRate(0.5).build();
    try (PolicyPack other = PolicyPacks.builtIn(options)) {
      Decision decision = other.decide(DecisionPoint.PRIORITY, Facts.none(), AT);

      assertThatThrownBy(() -> PACK.explain(decision))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Expected a decision of the policy pack '%s', but '%s' took it.\n"
                      .formatted(PACK.ref(), other.ref())
                  + "Maybe ask the pack version that took the decision.");
    }
  }
}
