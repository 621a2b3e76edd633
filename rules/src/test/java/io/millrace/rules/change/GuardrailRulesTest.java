// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.change.ChangeVerdict.Approval;
import io.millrace.rules.change.ChangeVerdict.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each built-in guardrail says, in scenarios that change one thing about a sound change. */
class GuardrailRulesTest {
  private static final PolicyPack PACK =
      PolicyPacks.builtIn(
          BuiltInOptions.builder()
              .guardrails(GuardrailSettings.builder().standardModels("restart a web node").build())
              .build());

  @AfterAll
  static void close() {
    PACK.close();
  }

  @Test
  void shouldLetASoundChangePassAndListEveryGuardrail() {
    ChangeVerdict verdict = decide(Samples.sound());

    assertThat(verdict.verdict()).isEqualTo(Verdict.PASS);
    assertThat(verdict.isCleared()).isTrue();
    assertThat(verdict.model()).isEqualTo("normal");
    assertThat(verdict.risk()).isEqualTo(RiskLevel.LOW);
    assertThat(verdict.approvals()).isEmpty();
    assertThat(verdict.findings())
        .extracting(Finding::guardrail)
        .containsExactlyElementsOf(Guardrails.NAMES);
    assertThat(verdict.findings()).extracting(Finding::effective).containsOnly(Verdict.PASS);
  }

  // ---- guardrails, one fact at a time ----

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "blastRadius | 10 | blast-radius | WARN | 10 items depend on what it changes",
        "blastRadius | 50 | blast-radius | NEEDS_APPROVAL | 50 items depend on what it changes; "
            + "the limit is 50",
        "blastRadius | 500 | blast-radius | STOP | 500 items depend on what it changes; from 500 "
            + "on, it has to be split",
        "blastRadius | lots | blast-radius | NEEDS_APPROVAL | nobody knows what depends on what it "
            + "changes: nobody has told",
        "inFreeze | true | freeze | STOP | it is planned within the freeze , which ends at ",
        "inFreeze | perhaps | freeze | NEEDS_APPROVAL | nobody knows whether there is a freeze: "
            + "nobody has told",
        "inHoliday | true | freeze | WARN | it is planned on the holiday ",
        "maintenanceBound | true | maintenance-window | STOP | it is planned outside of the "
            + "maintenance windows; the next one: none in sight",
        "maintenanceBound | perhaps | maintenance-window | NEEDS_APPROVAL | no rule knows what to "
            + "make of the facts",
        "conflicts | 1 | conflict | NEEDS_APPROVAL | it changes the same items at the same time as ",
        "conflicts | 5 | conflict | STOP | it changes the same items at the same time as ",
        "conflicts | -1 | conflict | NEEDS_APPROVAL | nobody knows the other changes: nobody has "
            + "told",
        "testsPassed | false | evidence | STOP | its tests have failed",
        "testsPassed | partly | evidence | NEEDS_APPROVAL | no rule knows what to make of the facts",
        "reviewer |  | evidence | NEEDS_APPROVAL | nobody has reviewed it",
        "backoutPlan | false | evidence | NEEDS_APPROVAL | it has no backout plan",
        "approvers | ANN | separation-of-duties | STOP | it was approved by the one who made it, "
            + "ann",
        "approvers | bob | separation-of-duties | STOP | it was approved by the one who carries it "
            + "out, bob",
        "reviewer | ann | separation-of-duties | NEEDS_APPROVAL | it was reviewed by the one who "
            + "made it, ann",
        "author |  | separation-of-duties | WARN | nobody says who made it: nobody has told",
        "sameTeamApproval | true | separation-of-duties | WARN | it was approved within the team "
            + "that made it",
        "unavailablePeople | bob | separation-of-duties | WARN | bob cannot be reached at that time",
        "approversKnown | true | separation-of-duties | NEEDS_APPROVAL |  approved it, and has no "
            + "role that may approve changes",
        "teamSuccessRate | 90 | track-record | WARN | 90 % of the team's 20 changes went well",
        "teamSuccessRate | 75.5 | track-record | NEEDS_APPROVAL | only 75.5 % of the team's 20 "
            + "changes went well",
        "teamSuccessRate | good | track-record | NEEDS_APPROVAL | nobody knows how the team's "
            + "changes went: nobody has told",
        "teamChanges | 0 | track-record | PASS | no changes of the team are recorded: there is "
            + "nothing to go by",
        "modelSuccessRate | 90 | track-record | WARN | 90 % of the  changes of its model went well",
        "errorBudgetLeft | 100 | error-budget | PASS | 100 % of the error budget is left",
        "errorBudgetLeft | 20 | error-budget | WARN | 20 % of the error budget is left",
        "errorBudgetLeft | 5 | error-budget | NEEDS_APPROVAL | 5 % of the error budget is left",
        "errorBudgetLeft | -3 | error-budget | STOP | -3 % of the error budget is left: only "
            + "changes that make the service more reliable may go on",
        "errorBudgetLeft | some | error-budget | NEEDS_APPROVAL | the error budget is no number: "
            + "some",
        "change_guardrail_risk | low | risk-limit | PASS | the risk is low"
      })
  void shouldSayWhatAFactMeans(
      String fact, String value, String guardrail, Verdict verdict, String why) {
    Finding finding =
        finding(decide(Samples.sound().fact(fact, value == null ? "" : value)), guardrail);

    assertThat(finding.effective()).isEqualTo(verdict);
    assertThat(finding.proposed()).isEqualTo(verdict);
    assertThat(finding.reason()).isEqualTo(why == null ? "" : padded(why, finding.reason()));
  }

  @Test
  void shouldPassWithinTheMaintenanceWindowOfABoundItem() {
    Finding finding =
        finding(
            decide(
                Samples.sound().fact("maintenanceBound", true).fact("inMaintenanceWindow", true)),
            "maintenance-window");

    assertThat(finding.effective()).isEqualTo(Verdict.PASS);
    assertThat(finding.reason()).isEqualTo("it is planned within a maintenance window");
  }

  @Test
  void shouldWarnOfACriticalServiceInTheBlastRadius() {
    Finding finding =
        finding(
            decide(
                Samples.sound()
                    .fact("criticalService", true)
                    .fact("criticalServices", List.of("payroll", "till"))),
            "blast-radius");

    assertThat(finding.reason()).isEqualTo("it reaches the critical payroll, till");
  }

  @Test
  void shouldLetReliabilityWorkGoOnWithApprovalWhenTheErrorBudgetIsSpent() {
    ChangeVerdict verdict =
        decide(Samples.sound().errorBudgetLeft(0).fact("reliabilityChange", true));

    assertThat(verdict.verdict()).isEqualTo(Verdict.NEEDS_APPROVAL);
    assertThat(verdict.approvals())
        .containsExactly(
            new Approval("service-owner", "error-budget: 0.0 % of the error budget is left"));
  }

  @Test
  void shouldJudgeTheRecordOfTheModelLikeThatOfTheTeam() {
    Finding finding =
        finding(
            decide(Samples.sound().fact("modelChanges", 8).fact("modelSuccessRate", 50)),
            "track-record");

    assertThat(finding.effective()).isEqualTo(Verdict.NEEDS_APPROVAL);
    assertThat(finding.reason()).isEqualTo("only 50 % of the 8 changes of its model went well");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"blastRadius", "inFreeze", "inMaintenanceWindow", "conflicts", "teamChanges"})
  void shouldAskForApprovalWhereNobodyKnows(String fact) {
    Map<String, String> guardrails =
        Map.of(
            "blastRadius", "blast-radius",
            "inFreeze", "freeze",
            "inMaintenanceWindow", "maintenance-window",
            "conflicts", "conflict",
            "teamChanges", "track-record");
    ChangeRequest known = Samples.sound().build();
    Map<String, Object> values = new LinkedHashMap<>(known.facts().values());
    values.remove(fact);

    ChangeVerdict verdict =
        decide(new Facts(values, Map.of(fact, "the port took longer than 2000 ms")));

    Finding finding = finding(verdict, Objects.requireNonNull(guardrails.get(fact)));
    assertThat(finding.effective()).isEqualTo(Verdict.NEEDS_APPROVAL);
    assertThat(finding.reason())
        .startsWith("nobody knows")
        .endsWith(": the port took longer than 2000 ms");
    assertThat(verdict.verdict()).isEqualTo(Verdict.NEEDS_APPROVAL);
    assertThat(verdict.approvals()).extracting(Approval::approver).contains("change-manager");
  }

  @Test
  void shouldAskForApprovalOfEverythingThatIsNotKnown() {
    ChangeVerdict verdict = decide(Facts.none());

    assertThat(verdict.verdict()).isEqualTo(Verdict.NEEDS_APPROVAL);
    assertThat(verdict.findings())
        .filteredOn(one -> one.effective() == Verdict.PASS)
        .extracting(Finding::guardrail)
        .containsExactly("error-budget");
  }

  @Test
  void shouldTellMissingErrorBudgetsAndApproversFromThoseThatAreNotKept() {
    ChangeVerdict verdict =
        decide(
            Samples.sound()
                .approvers("dora")
                .missing("errorBudgetLeft", "monitoring failed")
                .missing("approverRoles", "the directory failed"));

    assertThat(verdict.approvals())
        .containsExactly(
            new Approval(
                "change-manager",
                "separation-of-duties: nobody knows whether the approvers may approve it: the "
                    + "directory failed"),
            new Approval(
                "service-owner",
                "error-budget: nobody knows how much error budget is left: monitoring failed"));
  }

  // ---- emergencies and standard changes ----

  @Test
  void shouldRelaxFreezeAndWindowForAnEmergencyAndDemandAReview() {
    ChangeVerdict verdict =
        decide(
            Samples.sound()
                .type("emergency")
                .incident("INC-7")
                .fact("inFreeze", true)
                .fact("freezeName", "year end")
                .fact("maintenanceBound", true)
                .fact("backoutPlan", ""));

    assertThat(verdict.verdict()).isEqualTo(Verdict.NEEDS_APPROVAL);
    assertThat(verdict.approvals())
        .containsExactly(
            new Approval(
                "emergency-change-authority",
                "freeze: the emergency falls into the freeze year end"),
            new Approval(
                "emergency-change-authority",
                "maintenance-window: the emergency cannot wait for a maintenance window"));
    assertThat(verdict.decision().output("approvals")).isEqualTo("emergency-change-authority");
    assertThat(finding(verdict, "evidence").reason())
        .isEqualTo("it has no backout plan; that is made up for afterwards");
    assertThat(verdict.obligations()).containsExactly("review-afterwards");
    assertThat(reason(verdict, "obligations"))
        .isEqualTo(
            "an emergency change is reviewed as soon as the service runs again, and its missing "
                + "evidence is made up for");
  }

  @Test
  void shouldNotAskAStandardChangeForEvidenceAgain() {
    ChangeVerdict verdict =
        decide(
            Samples.sound()
                .model("restart a web node")
                .fact("modelChanges", 9)
                .fact("modelSuccessRate", 100)
                .fact("testsPassed", "")
                .fact("reviewer", "")
                .fact("backoutPlan", ""));

    assertThat(verdict.verdict()).isEqualTo(Verdict.PASS);
    assertThat(finding(verdict, "evidence").reason())
        .isEqualTo("the evidence was checked when its change model was pre-authorised");
  }

  @Test
  void shouldHoldAStandardChangeToFreezesLikeAnyOther() {
    ChangeVerdict verdict =
        decide(
            Samples.sound()
                .model("restart a web node")
                .fact("modelChanges", 0)
                .fact("inFreeze", true));

    assertThat(verdict.model()).isEqualTo("standard");
    assertThat(verdict.verdict()).isEqualTo(Verdict.STOP);
  }

  @Test
  void shouldIgnoreAModelAndRiskThatTheHostClaimsAsAnswers() {
    ChangeVerdict verdict =
        decide(
            Samples.sound()
                .fact("change_guardrail_model", "emergency")
                .fact("change_guardrail_risk", "low")
                .fact("blastRadius", 60)
                .fact("inFreeze", true));

    assertThat(verdict.verdict()).isEqualTo(Verdict.STOP);
    assertThat(finding(verdict, "risk-limit").reason()).isEqualTo("the risk is high");
  }

  @Test
  void shouldNotDependOnTheMachinesLocaleAndGiveEqualDecisions() {
    Facts facts =
        Samples.sound()
            .type("EMERGENCY")
            .incident("INC-1")
            .fact("approvers", "BILL")
            .build()
            .facts();
    ChangeVerdict expected = decide(facts);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertThat(decide(facts).decision()).isEqualTo(expected.decision());
      assertThat(decide(facts)).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shouldExplainWithTheModelAndRiskThatWereSettled() {
    ChangeVerdict verdict = decide(Samples.sound().type("emergency").incident("INC-7"));

    assertThat(PACK.explain(verdict.decision()).nearMisses())
        .extracting(one -> one.rule())
        .contains("io.millrace.policy.changeguardrail/emergency in a freeze")
        .doesNotContain("io.millrace.policy.changeguardrail/review of the emergency");
  }

  private static ChangeVerdict decide(ChangeRequest.Builder change) {
    return decide(change.build().facts());
  }

  private static ChangeVerdict decide(Facts facts) {
    return ChangeVerdict.of(PACK.decide(DecisionPoint.CHANGE_GUARDRAIL, facts, Samples.AT));
  }

  private static Finding finding(ChangeVerdict verdict, String guardrail) {
    return verdict.find(guardrail).orElseThrow();
  }

  private static String reason(ChangeVerdict verdict, String output) {
    return verdict.decision().reasons().stream()
        .filter(one -> one.output().equals(output) && one.decided())
        .findFirst()
        .orElseThrow()
        .text();
  }

  /** The table strips blanks at the ends, which reasons about empty values have. */
  private static String padded(String expected, String actual) {
    return actual.strip().equals(expected.strip()) ? actual : expected;
  }
}
