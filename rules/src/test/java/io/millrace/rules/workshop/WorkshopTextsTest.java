// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkshopTextsTest {
  private static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");
  private static final PackSource SUMS =
      PackSource.of(
          "sums",
          Map.of(
              "pack.yaml",
              "pack: sums\nversion: 1\nowner: me\npoints: {effort: [size, score]}\n",
              "tables/effort.csv",
              """
              table,effort
              point,effort
              hit,sum
              output,size
              score,score
              band,0,small
              band,5,large
              when floor,points
              >= 10,5
              """));

  @Test
  void shouldExplainAChainInOrder() {
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      List<DecisionPoint> points = List.of(DecisionPoint.PRIORITY, DecisionPoint.CLASS_OF_SERVICE);
      ChainExplanation chain =
          ChainExplanation.of(pack, points, Facts.of(Map.of("impact", 1, "urgency", 1)), AT);
      assertThat(chain.explanations())
          .extracting(one -> one.decision().point())
          .containsExactlyElementsOf(points);
      assertThat(chain.explanations().get(1).decision().inputs().values())
          .containsEntry("priority_level", "1 - Critical");
      assertThat(chain.toText())
          .startsWith("Decision 'priority' at ")
          .contains("\n\nDecision 'class-of-service' at ");
      assertThat(ChainExplanation.of(pack, Facts.none(), AT).explanations())
          .hasSize(pack.points().size());
    }
  }

  @Test
  void shouldFindNoDifferenceBetweenTwoLoadsOfAPack() {
    try (PolicyPack one = PolicyPacks.loader().host(SUMS).load();
        PolicyPack two = PolicyPacks.loader().host(SUMS).load()) {
      assertThat(PackDiff.of(one, two).toText()).isEqualTo("No differences\n");
      assertThat(one.contents().findRule("effort/row 1").orElseThrow().definition())
          .isEqualTo(
              """
              when the fact 'floor' is at least 10
              points 5 for the sum as score and size by the sum (5 large, 0 small), strength 50
              because floor is at least 10
              hit sum""");
    }
  }

  @Test
  void shouldReadTheExamplesOfFindings() {
    Facts facts = Facts.of(Map.of("major", true, "floor", 3L, "tags", List.of("a", "b")));
    String json = ExampleJson.write(DecisionPoint.ROUTING, AT, facts);
    assertThat(ItemExample.read("x", json.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new ItemExample(DecisionPoint.ROUTING, AT, facts));
  }

  @Test
  void shouldKeepTheReasonOfAMissingFact() {
    String json = "\uFEFF{\"facts\":{\"a\":1.5},\"missing\":{\"b\":\"no answer\"}}";
    ItemExample example = ItemExample.read("x", json.getBytes(StandardCharsets.UTF_8));
    assertThat(example.facts())
        .isEqualTo(Facts.builder().put("a", 1.5).missing("b", "no answer").build());
    assertThat(example.findOpenedAt()).isEmpty();
  }

  @Test
  void shouldFindWhatAPackAddsToTheFindingsOfItsLayers() {
    PackSource shadowed =
        PackSource.of(
            "s",
            Map.of(
                "pack.yaml",
                "pack: s\nversion: 1\nowner: me\npoints: {cabling: [team]}\n",
                "tables/c.csv",
                "table,c\npoint,cabling\nhit,first\nwhen a,then team\n,x\n,y\n"));
    try (PolicyPack below = PolicyPacks.builtIn();
        PolicyPack pack = PolicyPacks.loader().host(shadowed).load()) {
      assertThat(PackCheck.of(pack)).hasSizeGreaterThan(1);
      assertThat(PackCheck.added(below, pack))
          .singleElement()
          .satisfies(finding -> assertThat(finding.id()).isEqualTo("shadowed"));
    }
  }
}
