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
   * The built-in pack has no error, no gap and no rule without effect. What is left is texts about
   * two things at once, where neither answer is better and the order of names keeps it stable.
   */
  @Test
  void shouldFindOnlyTextsAboutTwoThingsInTheBuiltInPack() {
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      List<Finding> findings = PackCheck.of(pack);

      assertThat(findings)
          .extracting(PackCheckTest::summary)
          .containsExactly(
              "conflict classification password reset | software installation",
              "conflict classification password reset | deployment",
              "conflict classification account locked | disk full",
              "conflict classification account locked | new starter",
              "conflict classification access request | new hardware",
              "conflict classification access request | new phone",
              "conflict classification new starter | disk full",
              "conflict classification new hardware | new phone",
              "conflict classification software installation | deployment",
              "conflict classification licence request | restore a file",
              "conflict classification slow | database",
              "conflict classification printing | email",
              "conflict classification printing | network",
              "conflict classification printer fault | backup failed",
              "conflict classification network | email",
              "overlap classification connection lost | vpn fault",
              "conflict classification lost or stolen device | known error",
              "conflict classification payment | booking",
              "conflict classification payment fails | booking fails");
      assertThat(findings).allSatisfy(finding -> assertThat(finding.line()).isPositive());
      assertThat(PackCheck.of(pack)).isEqualTo(findings);
    }
  }

  @Test
  void shouldShowAFindingAsText() {
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      assertThat(PackCheck.of(pack).get(0).toText())
          .isEqualTo(
              """
              io/millrace/policy/classification/classification.drl:65: WARNING conflict
                Expected one answer to 'category' for each item, but the rules \
              'io.millrace.policy.classification/password reset' ('access') and \
              'io.millrace.policy.classification/software installation' ('software') are equally \
              strong (70) for this one, so that the order of their names decides.
                Maybe give the one that should win a greater strength.
                example: {"point":"classification","at":"2026-01-05T09:00:00Z","facts":\
              {"title":"password and reset and install and software"}}
              """);
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
