// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rules.workshop.Coverage;
import io.millrace.rules.workshop.ScenarioOutcome;
import io.millrace.rules.workshop.ScenarioReport;
import io.millrace.rules.workshop.ScenarioRun;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule, row and cell of the built-in pack at work: the answer, and what decides it. */
class BuiltInScenariosTest {
  private static final PolicyPack PACK = PolicyPacks.builtIn();
  private static final ScenarioReport REPORT = ScenarioRun.of(PACK);

  @AfterAll
  static void close() {
    PACK.close();
  }

  @TestFactory
  List<DynamicTest> shouldDecideAsEachScenarioSays() {
    return REPORT.outcomes().stream().map(BuiltInScenariosTest::test).toList();
  }

  private static DynamicTest test(ScenarioOutcome outcome) {
    String file = outcome.scenario().file().replace("scenarios/", "");
    return DynamicTest.dynamicTest(
        file + ": " + outcome.scenario().name(), () -> assertThat(outcome.failures()).isEmpty());
  }

  /** Only the settings of a host let the rules that are missing here fire. */
  @Test
  void shouldRunThroughEveryRuleRowAndCell() {
    System.out.print(REPORT.toText());

    assertThat(REPORT.passed()).isTrue();
    assertThat(REPORT.demanded()).isEqualTo(90);
    assertThat(REPORT.percent()).isGreaterThanOrEqualTo(97);
    assertThat(REPORT.coverage())
        .filteredOn(coverage -> !coverage.what().endsWith("change-guardrail"))
        .extracting(Coverage::percent)
        .containsOnly(100);
    assertThat(REPORT.coverage())
        .flatExtracting(Coverage::missed)
        .extracting(missed -> missed.replaceAll(".*changeguardrail/(.*)' .*", "$1"))
        .containsExactly(
            "evidence of the model",
            "pre-authorised with a clean record",
            "pre-authorised with a record that is not clean",
            "pre-authorised with a record that nobody knows",
            "risk not known",
            "risk too high",
            "risk: pre-authorised model");
  }

  @Test
  void shouldNotHoldScenariosForOtherOptions() {
    try (PolicyPack other =
        PolicyPacks.builtIn(BuiltInOptions.builder().defaultTeam("front-door").build())) {
      assertThat(other.contents().scenarios()).isEmpty();
      assertThat(other.contents().coverage()).isZero();
    }
  }
}
