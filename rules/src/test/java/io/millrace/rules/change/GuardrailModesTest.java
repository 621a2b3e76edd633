// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Decision;
import io.millrace.model.Facts;
import io.millrace.model.Reason;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.change.ChangeVerdict.Approval;
import io.millrace.rules.change.ChangeVerdict.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modes, waivers, granted approvals, and the whole verdict. */
class GuardrailModesTest {
  private static final String PACKAGE = "io.millrace.policy.changeguardrail/";
  private static final Facts FROZEN =
      Samples.sound()
          .fact("inFreeze", true)
          .fact("freezeName", "year end")
          .fact("freezeEnds", "2026-03-05T00:00:00Z")
          .fact("blastServices", List.of("till", "Payroll"))
          .build()
          .facts();
  private static final String WHY =
      "it is planned within the freeze year end, which ends at 2026-03-05T00:00:00Z";

  @ParameterizedTest
  @CsvSource({"SHADOW,PASS", "WARN,WARN", "ENFORCE,STOP"})
  void shouldLetTheModeLimitWhatCounts(Mode mode, Verdict effective) {
    ChangeVerdict verdict = decide(GuardrailSettings.builder().mode("freeze", mode));

    Finding finding = verdict.find("freeze").orElseThrow();
    assertThat(finding.mode()).isEqualTo(mode);
    assertThat(finding.proposed()).isEqualTo(Verdict.STOP);
    assertThat(finding.effective()).isEqualTo(effective);
    assertThat(verdict.verdict()).isEqualTo(effective);
  }

  @ParameterizedTest
  @CsvSource({"SHADOW,PASS", "WARN,WARN", "ENFORCE,NEEDS_APPROVAL"})
  void shouldAskForApprovalInEnforcementOnly(Mode mode, Verdict effective) {
    Facts facts = Samples.sound().fact("conflicts", 2).build().facts();
    ChangeVerdict verdict =
        Samples.decide(GuardrailSettings.builder().mode("conflict", mode).build(), facts);

    assertThat(verdict.verdict()).isEqualTo(effective);
    assertThat(verdict.approvals()).hasSize(mode == Mode.ENFORCE ? 1 : 0);
  }

  @Test
  void shouldRecordWhatAShadowWouldHaveSaidWithExactReasons() {
    ChangeVerdict verdict = decide(GuardrailSettings.builder().mode("freeze", Mode.SHADOW));

    Map<String, String> read =
        Map.of(
            "freezeName", "year end",
            "plannedStart", "2026-03-04T20:00:00Z",
            "plannedEnd", "2026-03-04T22:00:00Z");
    assertThat(verdict.find("freeze").orElseThrow().reasons())
        .containsExactly(
            new Reason(
                "freeze",
                "pass",
                PACKAGE + "setting: mode",
                100,
                "in mode shadow it counts as pass; enforced, it would be stop: " + WHY,
                "mode shadow",
                Map.of(),
                true),
            new Reason(
                "freeze", "stop", PACKAGE + "in a freeze", 100, WHY, "mode shadow", read, false));
  }

  @Test
  void shouldNotEvaluateAGuardrailThatIsOff() {
    ChangeVerdict verdict = decide(GuardrailSettings.builder().mode("freeze", Mode.OFF));

    assertThat(verdict.find("freeze")).isEmpty();
    assertThat(verdict.verdict()).isEqualTo(Verdict.PASS);
    assertThat(verdict.decision().outputs()).doesNotContainKey("freeze");
    assertThat(verdict.decision().reasons())
        .noneSatisfy(reason -> assertThat(reason.output()).isEqualTo("freeze"));
  }

  @Test
  void shouldPassIfEveryGuardrailIsOff() {
    GuardrailSettings.Builder settings = GuardrailSettings.builder();
    Guardrails.NAMES.forEach(name -> settings.mode(name, Mode.OFF));

    ChangeVerdict verdict = decide(settings);

    assertThat(verdict.verdict()).isEqualTo(Verdict.PASS);
    assertThat(verdict.findings()).isEmpty();
    assertThat(reasonOf(verdict.decision(), "verdict").text()).isEqualTo("no guardrail spoke");
  }

  // ---- waivers ----

  @Test
  void shouldLetAWaiverPassTheChangesItIsFor() {
    ChangeVerdict verdict =
        decide(with(waiver("blastServices", "payroll", "2026-03-02T08:00:01Z")));

    Finding finding = verdict.find("freeze").orElseThrow();
    assertThat(finding.effective()).isEqualTo(Verdict.PASS);
    assertThat(finding.waiver())
        .isEqualTo(
            "waived by dora until 2026-03-02T08:00:01Z for blastServices 'payroll': tax deadline");
    assertThat(finding.reasons())
        .extracting(reason -> reason.value() + " " + reason.decided() + ": " + reason.text())
        .containsExactly("pass true: " + finding.waiver(), "stop false: " + WHY);
    assertThat(verdict.verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void shouldNotCountAWaiverFromTheInstantOfItsExpiryAndSaySo() {
    ChangeVerdict verdict =
        decide(with(waiver("blastServices", "payroll", "2026-03-02T08:00:00Z")));

    Finding finding = verdict.find("freeze").orElseThrow();
    assertThat(finding.effective()).isEqualTo(Verdict.STOP);
    assertThat(finding.waiver()).isNull();
    assertThat(finding.reasons())
        .extracting(reason -> reason.value() + " " + reason.decided() + ": " + reason.text())
        .containsExactly(
            "stop true: " + WHY,
            "pass false: the waiver by dora for blastServices 'payroll' expired at "
                + "2026-03-02T08:00:00Z");
    assertThat(verdict.toText()).contains("also pass: the waiver by dora");
  }

  @Test
  void shouldNotCountAWaiverOfAnotherScopeOrGuardrail() {
    Waiver conflict =
        new Waiver(
            "conflict",
            "blastServices",
            "payroll",
            "dora",
            "reason",
            Instant.parse("2027-01-01T00:00:00Z"));
    ChangeVerdict verdict =
        decide(
            with(waiver("blastServices", "booking", "2027-01-01T00:00:00Z"))
                .waiver(waiver("nothing", "payroll", "2027-01-01T00:00:00Z"))
                .waiver(conflict));

    assertThat(verdict.verdict()).isEqualTo(Verdict.STOP);
    assertThat(verdict.find("freeze").orElseThrow().reasons()).hasSize(1);
  }

  @Test
  void shouldPreferAnActiveWaiverToAnExpiredOne() {
    ChangeVerdict verdict =
        decide(
            with(waiver("team", "web", "2025-01-01T00:00:00Z"))
                .waiver(waiver("team", "web", "2027-01-01T00:00:00Z")));

    assertThat(verdict.find("freeze").orElseThrow().waiver())
        .startsWith("waived by dora until 2027");
  }

  @Test
  void shouldLetAWaiverLiftTheWarningThatAModeLeaves() {
    ChangeVerdict verdict =
        decide(with(waiver("team", "web", "2027-01-01T00:00:00Z")).mode("freeze", Mode.WARN));

    Finding finding = verdict.find("freeze").orElseThrow();
    assertThat(finding.effective()).isEqualTo(Verdict.PASS);
    assertThat(finding.reasons()).extracting(Reason::value).containsExactly("pass", "warn", "stop");
    assertThat(finding.reasons()).filteredOn(Reason::decided).hasSize(1);
  }

  // ---- approvals that are there ----

  @Test
  void shouldTakeAGrantedApprovalAndKeepTheWarnings() {
    Facts facts =
        Samples.sound()
            .fact("conflicts", 1)
            .fact("conflictingChanges", List.of("CHG-9"))
            .fact("approvalsGranted", List.of("Change-Manager"))
            .build()
            .facts();
    ChangeVerdict verdict = Samples.decide(GuardrailSettings.defaults(), facts);

    Finding finding = verdict.find("conflict").orElseThrow();
    assertThat(finding.effective()).isEqualTo(Verdict.PASS);
    assertThat(finding.proposed()).isEqualTo(Verdict.NEEDS_APPROVAL);
    assertThat(finding.reason())
        .isEqualTo(
            "approved by change-manager: it changes the same items at the same time as CHG-9");
    assertThat(verdict.approvals()).isEmpty();
  }

  @Test
  void shouldStillAskForTheOtherApproval() {
    Facts facts =
        Samples.sound()
            .fact("conflicts", 1)
            .errorBudgetLeft(5)
            .fact("approvalsGranted", "change-manager")
            .build()
            .facts();
    ChangeVerdict verdict = Samples.decide(GuardrailSettings.defaults(), facts);

    assertThat(verdict.verdict()).isEqualTo(Verdict.NEEDS_APPROVAL);
    assertThat(verdict.approvals()).extracting(Approval::approver).containsExactly("service-owner");
  }

  @Test
  void shouldNotLetAnApprovalPassAStop() {
    Facts facts = FROZEN.with(Facts.of("approvalsGranted", "change-manager"));

    assertThat(Samples.decide(GuardrailSettings.defaults(), facts).verdict())
        .isEqualTo(Verdict.STOP);
  }

  // ---- the whole ----

  @Test
  void shouldLetTheStrictestCountAndListAll() {
    Facts facts =
        FROZEN.with(
            Facts.of(
                Map.of(
                    "conflicts",
                    1,
                    "errorBudgetLeft",
                    20,
                    "conflictingChanges",
                    List.of("CHG-9"))));
    GuardrailSettings settings =
        GuardrailSettings.builder()
            .mode("track-record", Mode.OFF)
            .approver("normal", "CAB")
            .build();

    ChangeVerdict verdict = Samples.decide(settings, facts);

    assertThat(verdict.verdict()).isEqualTo(Verdict.STOP);
    Reason whole = reasonOf(verdict.decision(), "verdict");
    assertThat(whole.rule()).isEqualTo(PACKAGE + "in a freeze");
    assertThat(whole.text())
        .isEqualTo(
            "the strictest guardrail counts: stop by freeze; approve by conflict; warn by "
                + "error-budget; pass by risk-limit, blast-radius, maintenance-window, evidence, "
                + "separation-of-duties");
    assertThat(verdict.decision().outputs().keySet())
        .containsExactly(
            "model",
            "risk",
            "risk-conditions",
            "verdict",
            "approvals",
            "risk-limit",
            "blast-radius",
            "freeze",
            "maintenance-window",
            "conflict",
            "evidence",
            "separation-of-duties",
            "error-budget");
    assertThat(verdict.toText())
        .isEqualTo(
            """
            Verdict: the change is stopped (normal change, risk low)
            Approval by CAB: conflict: it changes the same items at the same time as CHG-9
              stop    freeze: it is planned within the freeze year end, which ends at \
            2026-03-05T00:00:00Z
              approve conflict: it changes the same items at the same time as CHG-9
              warn    error-budget: 20 % of the error budget is left
              pass    risk-limit: the risk is low
              pass    blast-radius: 3 items depend on what it changes
              pass    maintenance-window: its items may be changed at any time
              pass    evidence: it was tested and reviewed, and can be backed out
              pass    separation-of-duties: nobody approves or reviews their own change
            """);
  }

  @Test
  void shouldShowEverythingThatAGuardrailObjectsTo() {
    Facts facts = Samples.sound().fact("reviewer", "").fact("backoutPlan", "").build().facts();

    ChangeVerdict verdict = Samples.decide(GuardrailSettings.defaults(), facts);

    assertThat(verdict.toText())
        .contains(
            "  approve evidence: it has no backout plan\n"
                + "          also approve: nobody has reviewed it\n");
    assertThat(verdict.find("evidence").orElseThrow().reasons())
        .extracting(Reason::cell)
        .containsOnly("mode enforce | approver change-manager");
  }

  @Test
  void shouldPutSettingsIntoTheDigest() {
    List<GuardrailSettings> different =
        List.of(
            GuardrailSettings.defaults(),
            GuardrailSettings.builder().mode("freeze", Mode.WARN).build(),
            GuardrailSettings.builder().limit("blast-radius-stop", 400).build(),
            GuardrailSettings.builder().standardModels("a", "b").build(),
            GuardrailSettings.builder().standardModels("a").build(),
            GuardrailSettings.builder().approver("board", "CAB").build(),
            with(waiver("team", "web", "2027-01-01T00:00:00Z")).build(),
            with(waiver("team", "web", "2027-01-01T00:00:01Z")).build());

    assertThat(different.stream().map(GuardrailModesTest::digest).distinct()).hasSize(8);
    assertThat(digest(GuardrailSettings.builder().build()))
        .isEqualTo(digest(GuardrailSettings.defaults()));
  }

  private static String digest(GuardrailSettings settings) {
    BuiltInOptions options = BuiltInOptions.builder().guardrails(settings).build();
    try (PolicyPack pack = PolicyPacks.builtIn(options)) {
      return pack.ref().digest();
    }
  }

  private static GuardrailSettings.Builder with(Waiver waiver) {
    return GuardrailSettings.builder().waiver(waiver);
  }

  private static Waiver waiver(String fact, String value, String expires) {
    return new Waiver("freeze", fact, value, "dora", "tax deadline", Instant.parse(expires));
  }

  private static Reason reasonOf(Decision decision, String output) {
    return decision.reasons().stream()
        .filter(one -> one.output().equals(output))
        .findFirst()
        .orElseThrow();
  }

  private static ChangeVerdict decide(GuardrailSettings.Builder settings) {
    return Samples.decide(settings.build(), FROZEN);
  }
}
