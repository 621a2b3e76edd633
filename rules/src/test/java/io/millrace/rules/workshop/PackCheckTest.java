// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.PackRef;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.Explanation;
import io.millrace.rules.PackContents;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.PriorityMatrix;
import io.millrace.rules.PriorityMatrix.Orientation;
import io.millrace.rules.PullComparison;
import io.millrace.rules.workshop.Finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackCheckTest {

  /**
   * The built-in pack has no error, no gap and no rule or row without effect. What is left is texts
   * about two categories at once, where neither is better and the order of names keeps it stable.
   */
  @Test
  void shouldFindOnlyTextsAboutTwoThingsInTheBuiltInPack() {
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      List<Finding> findings = PackCheck.of(pack);

      assertThat(findings)
          .filteredOn(finding -> !finding.id().equals("not-analysed"))
          .extracting(PackCheckTest::summary)
          .containsExactly(
              "conflict classification access request | new hardware",
              "conflict classification access request | new phone",
              "conflict classification new hardware | new phone",
              "conflict classification licence request | restore a file",
              "conflict classification network | printing",
              "overlap classification connection lost | vpn fault",
              "conflict classification email | network",
              "conflict classification email | printing",
              "conflict classification booking | payment",
              "conflict classification booking fails | payment fails",
              "conflict classification database | slow",
              "conflict classification backup failed | printer fault");
      assertThat(findings)
          .filteredOn(finding -> finding.id().equals("conflict"))
          .extracting(Finding::problem)
          .allSatisfy(text -> assertThat(text).startsWith("Expected one answer to 'category'"));
      assertThat(findings).allSatisfy(finding -> assertThat(finding.line()).isPositive());
      assertThat(PackCheck.of(pack)).isEqualTo(findings);
    }
  }

  /** Rules that look at lists as a whole, and what only settings of a host let fire. */
  @Test
  void shouldSayWhichRulesOfTheBuiltInPackItDidNotAnalyse() {
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      assertThat(PackCheck.of(pack))
          .filteredOn(finding -> finding.id().equals("not-analysed"))
          .extracting(PackCheckTest::summary)
          .containsExactly(
              "not-analysed classification service in the text",
              "not-analysed classification configuration item in the text",
              "not-analysed routing least loaded team",
              "not-analysed change-guardrail risk by questionnaire",
              "not-analysed change-guardrail risk not known",
              "not-analysed change-guardrail evidence of the model",
              "not-analysed change-guardrail approved by the author",
              "not-analysed change-guardrail approved by the implementer",
              "not-analysed change-guardrail approved by the requester",
              "not-analysed change-guardrail reviewed by the author",
              "not-analysed change-guardrail one pair of eyes",
              "not-analysed change-guardrail approvers not known",
              "not-analysed change-guardrail track record of the model not known",
              "not-analysed change-guardrail error budget not known");
    }
  }

  @Test
  void shouldShowAFindingAsText() {
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      Finding first =
          PackCheck.of(pack).stream()
              .filter(one -> one.id().equals("conflict"))
              .findFirst()
              .orElseThrow();
      assertThat(first.toText())
          .isEqualTo(
              """
              io/millrace/policy/classification/classification.drl:%d: WARNING conflict
                Expected one answer to 'category' for each item, but the rules \
              'io.millrace.policy.classification/access request' ('access') and \
              'io.millrace.policy.classification/new hardware' ('hardware') are equally \
              strong (65) for this one, so that the order of their names decides.
                Maybe give the one that should win a greater strength.
                example: {"point":"classification","at":"2026-01-05T09:00:00Z","facts":\
              {"title":"access and need and laptop and new"}}
              """
                  .formatted(first.line()));
    }
  }

  @Test
  void shouldShowBothItemsOfAMatrixThatFalls() {
    List<String> axis = List.of("1 - High", "2 - Low");
    PriorityMatrix matrix =
        new PriorityMatrix(
            "odd",
            Orientation.LOWEST_FIRST,
            axis,
            axis,
            List.of(List.of("2 - High", "3 - Low"), List.of("1 - Top", "4 - None")),
            "2 - Low",
            "2 - Low");
    try (PolicyPack pack = PolicyPacks.builtIn(BuiltInOptions.builder().matrix(matrix).build())) {
      List<Finding> findings =
          PackCheck.of(pack).stream()
              .filter(finding -> finding.point().equals(DecisionPoint.PRIORITY))
              .toList();

      assertThat(findings).hasSize(1);
      Finding finding = findings.get(0);
      assertThat(finding.id()).isEqualTo("non-monotone-matrix");
      assertThat(finding.severity()).isEqualTo(Severity.WARNING);
      assertThat(finding.problem())
          .isEqualTo(
              "Expected more impact or urgency to give no less important level in the matrix "
                  + "'odd', but it does: Between impact 1 - High and 2 - Low at urgency 1 - High, "
                  + "the more important one has the less important level in the matrix 'odd'.");
      assertThat(finding.examplesAsJson())
          .containsExactly(
              "{\"point\":\"priority\",\"at\":\"2026-01-05T09:00:00Z\",\"facts\":"
                  + "{\"impact\":\"1 - High\",\"urgency\":\"1 - High\"}}",
              "{\"point\":\"priority\",\"at\":\"2026-01-05T09:00:00Z\",\"facts\":"
                  + "{\"impact\":\"2 - Low\",\"urgency\":\"1 - High\"}}");
      assertThat(finding.examples())
          .extracting(
              facts -> pack.decide(DecisionPoint.PRIORITY, facts, finding.at()).output("rank"))
          .containsExactly("2", "1");
    }
  }

  @Test
  void shouldRefuseAPackThatDoesNotShowItsRules() {
    try (PolicyPack pack = new Sealed()) {
      assertThatThrownBy(() -> PackCheck.of(pack))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Expected a policy pack that shows its rules, but got a "
                  + Sealed.class.getName()
                  + ".\nMaybe load it with PolicyPacks.");
    }
  }

  @Test
  void shouldRefuseAClosedPack() {
    PolicyPack pack = PolicyPacks.builtIn();
    pack.close();

    assertThatThrownBy(() -> PackCheck.of(pack))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("but it is closed.");
  }

  @Test
  void shouldWriteEverySortOfValueAsJson() {
    Facts facts =
        Facts.builder()
            .put("text", "a \"quote\"\n")
            .put("truth", true)
            .put("whole", 7)
            .put("half", 0.5)
            .put("list", List.of("a", "b"))
            .build();

    assertThat(ExampleJson.write(DecisionPoint.ROUTING, Instant.EPOCH, facts))
        .isEqualTo(
            "{\"point\":\"routing\",\"at\":\"1970-01-01T00:00:00Z\",\"facts\":{\"text\":"
                + "\"a \\\"quote\\\"\\n\",\"truth\":true,\"whole\":7,\"half\":0.5,"
                + "\"list\":[\"a\",\"b\"]}}");
  }

  private static String summary(Finding finding) {
    List<String> rules =
        finding.rules().stream()
            .map(place -> place.rule().substring(place.rule().indexOf('/') + 1))
            .toList();
    return finding.id() + " " + finding.point() + " " + String.join(" | ", rules);
  }

  /** A pack of somebody else's. */
  private static final class Sealed implements PolicyPack {
    @Override
    public PackRef ref() {
      return new PackRef("sealed", "1", "0".repeat(64));
    }

    @Override
    public Set<DecisionPoint> points() {
      return Set.of();
    }

    @Override
    public List<String> outputs(DecisionPoint point) {
      return List.of();
    }

    @Override
    public Decision decide(DecisionPoint point, Facts facts, Instant at) {
      return new Decision(point, Map.of(), List.of(), ref(), facts, at);
    }

    @Override
    public Explanation explain(Decision decision) {
      return new Explanation(decision, List.of());
    }

    @Override
    public PullComparison compare(Facts a, Facts b, Instant at) {
      throw new UnsupportedOperationException();
    }

    @Override
    public PackContents contents() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      // holds nothing
    }
  }
}
