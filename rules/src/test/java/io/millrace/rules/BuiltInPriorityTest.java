// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the scenarios do not show: reasons, other matrices, and the order of the queue. */
class BuiltInPriorityTest {
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
  private static final PolicyPack PACK = PolicyPacks.builtIn();

  @AfterAll
  static void close() {
    PACK.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1 - Critical,1 - Critical,1",
    "critical,1 - Critical,1",
    "' LOW ',4 - Low,4",
    "2,2 - High,2",
    "5.0,5 - Planning,5",
    "P1,3 - Moderate,3",
    "'',3 - Moderate,3"
  })
  void shouldTakeARecordedLevelByLabelNameOrNumber(String recorded, String level, String rank) {
    Decision decision = priority(PACK, Facts.of("priority", recorded));

    assertThat(decision.outputs())
        .contains(Map.entry("level", level), Map.entry("rank", rank))
        .containsEntry("impact", "3 - Medium");
  }

  @Test
  void shouldTakeARecordedNumber() {
    assertThat(priority(PACK, Facts.of("priority", 2)).output("level")).isEqualTo("2 - High");
    assertThat(priority(PACK, Facts.of("priority", 4.0)).output("rank")).isEqualTo("4");
  }

  @Test
  void shouldRankARecordedLevelByTheMatrix() {
    BuiltInOptions glpi = BuiltInOptions.builder().matrix(PriorityMatrices.named("glpi")).build();
    try (PolicyPack pack = PolicyPacks.builtIn(glpi)) {
      Decision lowest = priority(pack, Facts.of("priority", "1 - Very low"));
      Decision highest = priority(pack, Facts.of("priority", "very high"));

      assertThat(lowest.output("rank")).isEqualTo("5");
      assertThat(highest.output("rank")).isEqualTo("1");
    }
  }

  @Test
  void shouldSayWhoRecordedTheLevelAndKeepWhatWouldHaveRaisedIt() {
    Facts facts = Facts.of(Map.of("priority", "4 - Low", "vip", true, "impact", 1, "urgency", 1));

    Decision decision = priority(PACK, facts);

    assertThat(decision.output("level")).isEqualTo("4 - Low");
    assertThat(decision.output("rank")).isEqualTo("4");
    Reason decided = decided(decision, "level");
    assertThat(decided.rule()).isEqualTo("io.millrace.policy.priority/recorded priority");
    assertThat(decided.strength()).isEqualTo(100);
    assertThat(decided.text()).isEqualTo("a person recorded this priority");
    assertThat(decided.facts()).containsOnly(Map.entry("priority", "4 - Low"));
    assertThat(decision.reasons()).extracting(Reason::rule).contains("priority raises/row 1");
  }

  @Test
  void shouldSayWhatRaisesTheLevel() {
    Facts facts = Facts.of(Map.of("impact", 4, "urgency", 4, "openedAt", "2026-02-16T08:00:00Z"));

    Reason decided = decided(priority(PACK, facts), "level");

    assertThat(decided.value()).isEqualTo("2 - High");
    assertThat(decided.rule()).isEqualTo("priority raises/row 13");
    assertThat(decided.cell()).isEqualTo("row 13 (line 20)");
    assertThat(decided.text()).isEqualTo("it has been open for two weeks: nothing starves");
    assertThat(decided.facts()).containsOnly(Map.entry("age", "336"));
  }

  /** From demand to the queue: what is decided first says who is pulled first. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "expedite=the minister waits | dueAt=2026-03-04T08:00:00Z | CLASS_OF_SERVICE",
        "dueAt=2026-03-04T08:00:00Z | dueAt=2026-03-05T08:00:00Z | DUE_DATE",
        "title=Printer jammed | title=An idea for the intranet | CLASS_OF_SERVICE",
        "title=An idea for the intranet | dueAt=2026-04-20T08:00:00Z;durationDays=2 | CLASS_OF_SERVICE",
        "workStopped=everyone | workStopped=team | PRIORITY",
        "vip=true | priority=3 | PRIORITY",
        "openedAt=2026-02-20T08:00:00Z | openedAt=2026-02-27T08:00:00Z | PRIORITY",
        "openedAt=2026-02-27T08:00:00Z | openedAt=2026-02-28T08:00:00Z | FIRST_IN_FIRST_OUT"
      })
  void shouldPullWhatCannotWaitFirst(String first, String second, PullCriterion criterion) {
    Facts one = decided(facts("B", first));
    Facts two = decided(facts("A", second));

    PullComparison comparison = PACK.compare(two, one, AT);

    assertThat(comparison.first().inputs()).isEqualTo(one);
    assertThat(comparison.criterion()).isEqualTo(criterion);
  }

  private static Facts facts(String id, String given) {
    Facts.Builder facts = Facts.builder().put("id", id);
    for (String one : given.split(";", -1)) {
      String[] parts = one.split("=", 2);
      facts.put(parts[0].strip(), parts[1].strip());
    }
    return facts.build();
  }

  /** The facts with the answers of all decision points before the queue. */
  private static Facts decided(Facts facts) {
    Facts known = facts;
    for (DecisionPoint point :
        List.of(
            DecisionPoint.CLASSIFICATION,
            DecisionPoint.TRIAGE,
            DecisionPoint.PRIORITY,
            DecisionPoint.CLASS_OF_SERVICE)) {
      Facts.Builder answers = Facts.builder();
      PACK.decide(point, known, AT)
          .outputs()
          .forEach((output, value) -> answers.put(point.variable(output), value));
      known = known.with(answers.build());
    }
    return known;
  }

  private static Decision priority(PolicyPack pack, Facts facts) {
    return pack.decide(DecisionPoint.PRIORITY, facts, AT);
  }

  private static Reason decided(Decision decision, String output) {
    return decision.reasons().stream()
        .filter(reason -> reason.decided() && reason.output().equals(output))
        .findFirst()
        .orElseThrow();
  }
}
