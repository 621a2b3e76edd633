// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.change.ChangeVerdict.Approval;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the change model and the risk are settled. */
class ChangeModelAndRiskTest {
  private static final PolicyPack PACK =
      PolicyPacks.builtIn(
          BuiltInOptions.builder()
              .guardrails(GuardrailSettings.builder().standardModels("restart a web node").build())
              .build());

  @AfterAll
  static void close() {
    PACK.close();
  }

  // ---- change model ----

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "- | - | - | normal | it is neither standard nor an emergency",
        "emergency | INC-7 | - | emergency | it is asked for as an emergency, for the incident "
            + "INC-7",
        "emergency | - | 1 - Critical | emergency | it is asked for as an emergency, and has the "
            + "top priority",
        "emergency | - | 3 - Medium | normal | it is asked for as an emergency, but names no "
            + "incident and has not the top priority",
        "normal | INC-7 | - | normal | it is neither standard nor an emergency",
        "standard | - | - | normal | it is asked for as a standard change, but its change model is "
            + "not pre-authorised"
      })
  void shouldTellTheChangeModel(
      String type, String incident, String priority, String model, String why) {
    ChangeRequest.Builder change = Samples.sound();
    putIfGiven(change, "changeType", type);
    putIfGiven(change, "incident", incident);
    putIfGiven(change, "priority_level", priority);

    ChangeVerdict verdict = decide(change);

    assertThat(verdict.model()).isEqualTo(model);
    assertThat(reason(verdict, "model")).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "0 | - | standard | is pre-authorised, and its record is clean",
        "40 | 97.5 | standard | is pre-authorised, and its record is clean",
        "40 | 90 | normal | is pre-authorised, but only 90 % of its changes went well",
        "- | - | normal | is pre-authorised, but its record is not known: nobody has told"
      })
  void shouldTakeAPreAuthorisedModelWithACleanRecordForStandard(
      Integer changes, Double rate, String model, String why) {
    ChangeRequest.Builder change = Samples.sound().model("Restart a web node");
    putIfGiven(change, "modelChanges", changes);
    putIfGiven(change, "modelSuccessRate", rate == null ? null : text(rate));

    ChangeVerdict verdict = decide(change);

    assertThat(verdict.model()).isEqualTo(model);
    assertThat(reason(verdict, "model")).isEqualTo("the change model Restart a web node " + why);
  }

  // ---- risk ----

  @ParameterizedTest
  @CsvSource({
    "true, 60, plan, very-high",
    "true, 3, false, high",
    "false, 60, plan, high",
    "true, 3, plan, moderate",
    "false, 12, plan, moderate",
    "false, 3, plan, low",
    "false, 3, false, moderate"
  })
  void shouldTakeTheFirstConditionOfTheRisk(
      boolean critical, int radius, String plan, String risk) {
    ChangeVerdict verdict =
        decide(
            Samples.sound()
                .fact("criticalService", critical)
                .fact("blastRadius", radius)
                .fact("backoutPlan", plan));

    assertThat(verdict.decision().output("risk-conditions")).isEqualTo(risk);
    assertThat(verdict.decision().output("risk")).isEqualTo(risk);
  }

  @Test
  void shouldTakeTheHigherOfConditionsAndQuestionnaireAndShowBoth() {
    ChangeVerdict verdict =
        decide(
            Samples.sound()
                .fact("riskUsers", "Many")
                .fact("riskComplexity", "medium")
                .fact("riskExperience", "often")
                .fact("riskBackout", "easy"));

    assertThat(verdict.risk()).isEqualTo(RiskLevel.HIGH);
    assertThat(verdict.decision().outputs())
        .containsEntry("risk-conditions", "low")
        .containsEntry("risk-questionnaire", "high");
    assertThat(verdict.decision().reasons())
        .filteredOn(reason -> reason.output().equals("risk"))
        .extracting(reason -> reason.value() + " " + reason.decided() + ": " + reason.text())
        .containsExactly(
            "high true: the questionnaire gives 10 points, high (riskUsers many +4, riskComplexity "
                + "medium +2, riskExperience often +0, riskBackout easy +0, riskTested not answered "
                + "+4)",
            "low false: little depends on what it changes, its tests have passed, and it can be "
                + "backed out");
    assertThat(verdict.approvals())
        .containsExactly(new Approval("change-manager", "risk-limit: the risk is high"));
  }

  @Test
  void shouldKeepTheRiskOfTheConditionsWhereItIsHigher() {
    ChangeVerdict verdict =
        decide(Samples.sound().fact("blastRadius", 60).fact("riskUsers", "nobody knows"));

    assertThat(verdict.risk()).isEqualTo(RiskLevel.HIGH);
    assertThat(verdict.decision().output("risk-questionnaire")).isNull();
  }

  private static ChangeVerdict decide(ChangeRequest.Builder change) {
    return decide(change.build().facts());
  }

  private static ChangeVerdict decide(Facts facts) {
    return ChangeVerdict.of(PACK.decide(DecisionPoint.CHANGE_GUARDRAIL, facts, Samples.AT));
  }

  private static String reason(ChangeVerdict verdict, String output) {
    return verdict.decision().reasons().stream()
        .filter(one -> one.output().equals(output) && one.decided())
        .findFirst()
        .orElseThrow()
        .text();
  }

  private static String text(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }

  private static void putIfGiven(
      ChangeRequest.Builder change, String fact, @Nullable Object value) {
    if (value != null) {
      change.fact(fact, value);
    }
  }
}
