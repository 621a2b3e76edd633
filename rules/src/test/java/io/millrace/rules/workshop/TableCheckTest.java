// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.workshop.Finding.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Findings about tables, each with an item that really shows it. */
class TableCheckTest {
  private static final DecisionPoint PARKING = new DecisionPoint("parking");

  @Test
  void shouldFindTheNumberBetweenTwoRows() {
    try (PolicyPack pack =
        pack("point,parking", "when wheels,then space", "< 4,small", "> 4,wide", "missing,small")) {
      Finding gap = table(findings(pack, PARKING, "gap"));

      assertThat(gap.severity()).isEqualTo(Severity.WARNING);
      assertThat(gap.problem())
          .isEqualTo(
              "Expected the table 'test' to have a row for every item, but none matches this one.");
      assertThat(pack.decide(PARKING, gap.examples().get(0), gap.at()).outputs()).isEmpty();
      assertThat(gap.examples().get(0).values()).containsOnlyKeys("wheels");
    }
  }

  @Test
  void shouldUnderstandEveryTestOfACell() {
    try (PolicyPack pack =
        pack(
            "point,parking",
            "when wheels,when plant,then space,then note",
            ">= 4,not Gent,wide,four",
            "<= 4,not Gent,small,few",
            ",Gent,none,no cars",
            ",,small,nobody knows")) {
      assertThat(PackCheck.of(pack))
          .filteredOn(finding -> finding.point().equals(PARKING))
          .isEmpty();
    }
  }

  @Test
  void shouldFindRowsBelowRowsThatTakeEverything() {
    try (PolicyPack pack =
        pack(
            "point,parking",
            "when wheels,when plant,then space",
            "> 4,,wide",
            "<= 4,,small",
            "= 6,Gent,huge",
            ",,none")) {
      List<Finding> shadowed = findings(pack, PARKING, "shadowed");

      assertThat(shadowed).hasSize(1);
      assertThat(shadowed.get(0).problem())
          .isEqualTo(
              "Expected the row 'test/row 3' to be the first match for some item, but the row "
                  + "'test/row 1' above it matches everything that it matches.");
      assertThat(space(pack, shadowed.get(0))).isEqualTo("wide");
    }
  }

  @Test
  void shouldFindShadowedRowsWherePrioritiesAreResolved() {
    try (PolicyPack pack =
        pack(
            "point,priority",
            "gaps,allowed",
            "when wheels,raise",
            ">= 4,2",
            "[6..8),1",
            "< 2,1",
            "missing,1")) {
      assertThat(findings(pack, DecisionPoint.PRIORITY, "shadowed"))
          .flatExtracting(Finding::rules)
          .extracting(Finding.Place::rule)
          .containsExactly("test/row 2", "test/row 1");
    }
  }

  @Test
  void shouldNotTakeTwoRaisesForAConflict() {
    try (PolicyPack pack =
        pack(
            "point,priority",
            "hit,all",
            "gaps,allowed",
            "when wheels,raise,strength",
            ">= 4,2,60",
            ">= 2,1,60")) {
      assertThat(PackCheck.of(pack))
          .filteredOn(finding -> finding.point().equals(DecisionPoint.PRIORITY))
          .isEmpty();
    }
  }

  @Test
  void shouldShowAGapOfAStagedTableByAnItemThatGetsTheAnswer() {
    try (PolicyPack pack =
        pack(
            "point,classification",
            "when classification_kind,then delivery",
            "not CHANGE | PROBLEM,plan-driven",
            "CHANGE,agile")) {
      Finding gap = table(findings(pack, DecisionPoint.CLASSIFICATION, "gap"));
      Facts facts = gap.examples().get(0);

      Decision decision = pack.decide(DecisionPoint.CLASSIFICATION, facts, gap.at());
      assertThat(decision.output("kind")).isEqualTo("PROBLEM");
      assertThat(facts.values()).doesNotContainKey("classification_kind");
      assertThat(decision.reasons()).noneMatch(reason -> reason.rule().startsWith("test/"));
    }
  }

  @Test
  void shouldFindAFactThatNobodyDeclares() {
    try (PolicyPack pack =
        pack(
            "point,parking",
            "gaps,allowed",
            "when wheelz,when plannt,then space",
            "4,Gent,small")) {
      assertThat(findings(pack, PARKING, "unknown-fact"))
          .extracting(Finding::advice)
          .containsExactly(
              "you meant 'plant'; if not, declare the fact",
              "you meant 'wheels'; if not, declare the fact");
    }
  }

  @Test
  void shouldReportOnlyOutputsThatAreRequired() {
    try (PolicyPack pack =
        pack("point,parking", "gaps,allowed", "when wheels,then space,then note", "4,small,few")) {
      assertThat(pack.outputs(PARKING)).containsExactly("space", "note");
      assertThat(findings(pack, PARKING, "gap"))
          .extracting(Finding::problem)
          .containsExactly(
              "Expected the decision point 'parking' to give 'space' for every item, but no rule "
                  + "proposes it for this one.");
    }
  }

  private static String space(PolicyPack pack, Finding finding) {
    return pack.decide(PARKING, finding.examples().get(0), finding.at()).output("space", "");
  }

  private static Finding table(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.file().endsWith("test.csv"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Finding> findings(PolicyPack pack, DecisionPoint point, String id) {
    return PackCheck.of(pack).stream()
        .filter(finding -> finding.point().equals(point) && finding.id().equals(id))
        .toList();
  }

  private static PolicyPack pack(String... lines) {
    String manifest =
        """
        pack: p
        version: '1'
        owner: o
        points: {parking: [space, note?]}
        facts: {wheels: how many wheels it has, plant: where it is}
        """;
    String table = "table,test\n" + String.join("\n", lines) + "\n";
    Map<String, String> files = Map.of("pack.yaml", manifest, "tables/test.csv", table);
    return PolicyPacks.loader().host(PackSource.of("p", files)).load();
  }
}
