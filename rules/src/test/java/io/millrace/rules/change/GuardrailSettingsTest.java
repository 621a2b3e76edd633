// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.PackProblem;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardrailSettingsTest {

  @Test
  void shouldReadTheTablesOfAPack() {
    GuardrailSettings settings =
        read(
            Map.of(
                "tables/guardrails.csv",
                """
                # our own
                limit,blast-radius-approve,20
                list,standard-models,restart a web node,renew a certificate
                list,risk-stop
                approver,normal,CAB

                Guardrail, Mode
                freeze,warn
                track-record,OFF
                """,
                "tables/waivers.csv",
                """
                guardrail,fact,value,owner,reason,expires
                freeze,blastServices,payroll,ann,"tax, deadline",2026-12-20T01:00:00+01:00
                """,
                "tables/risk-questions.csv",
                """
                band,6,high
                band,0,low
                fact,answer,points
                riskBackout,Easy,0
                riskBackout,hard,6
                """));

    assertThat(settings.limits())
        .containsEntry("blast-radius-approve", 20.0)
        .containsEntry("blast-radius-stop", 500.0);
    assertThat(settings.lists().get("standard-models"))
        .containsExactly("restart a web node", "renew a certificate");
    assertThat(settings.approvers()).containsEntry("normal", "CAB");
    assertThat(settings.mode("freeze")).isEqualTo(Mode.WARN);
    assertThat(settings.mode("track-record")).isEqualTo(Mode.OFF);
    assertThat(settings.mode("conflict")).isEqualTo(Mode.ENFORCE);
    assertThat(settings.waivers())
        .containsExactly(
            new Waiver(
                "freeze",
                "blastServices",
                "payroll",
                "ann",
                "tax, deadline",
                Instant.parse("2026-12-20T00:00:00Z")));
    assertThat(settings.questionnaire().questions())
        .containsExactly(new RiskQuestion("riskBackout", Map.of("easy", 0, "hard", 6)));
    assertThat(settings.questionnaire().level(5)).isEqualTo(RiskLevel.LOW);
    assertThat(settings.questionnaire().level(6)).isEqualTo(RiskLevel.HIGH);
  }

  @Test
  void shouldPutALaterPackOnTopOfAnEarlierOne() {
    GuardrailSettings host =
        GuardrailSettings.builder()
            .mode("freeze", Mode.WARN)
            .limit("blast-radius-warn", 1)
            .waiver(new Waiver("freeze", "team", "web", "ann", "why", Instant.EPOCH))
            .build();
    List<PackProblem> problems = new ArrayList<>();

    GuardrailSettings both =
        host.with(
            PackSource.of("t", Map.of("tables/guardrails.csv", "guardrail,mode\nconflict,off")),
            problems);

    assertThat(problems).isEmpty();
    assertThat(both)
        .isEqualTo(host.toBuilder().mode("conflict", Mode.OFF).build())
        .isNotEqualTo(host);
    assertThat(host.with(PackSource.of("empty", Map.of()), problems)).isEqualTo(host);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "limit,blast-radius-aprove,5 | 1: Expected a known limit (blast-radius-warn, "
            + "blast-radius-approve, blast-radius-stop, conflicts-stop, track-record-sample, "
            + "success-rate-approve, success-rate-warn, standard-success-rate, error-budget-warn, "
            + "error-budget-approve, error-budget-stop), but got 'blast-radius-aprove'. Maybe "
            + "correct the name, or have the host add it to its settings first.",
        "limit,blast-radius-warn,1e9 | 1: Expected the limit 'blast-radius-warn' to be a number "
            + "such as 50 or 0.5, but it is '1e9'. Maybe write digits, with a point if need be.",
        "limits,x,1 | 1: Expected 'limit,<name>,<number>', 'list,<name>,<text>,...', "
            + "'approver,<name>,<role>' or the line 'guardrail,mode', but got [limits, x, 1]. Maybe "
            + "correct the line.",
        "approver,normal,a!b | 1: Expected the role of the approver 'normal' to be a name of at "
            + "most 255 characters without commas and bars, but it is 'a!b'. Maybe name it by words "
            + "joined by hyphens.",
        "guardrail,mode;freze,off | 2: Expected a guardrail (risk-limit, blast-radius, freeze, "
            + "maintenance-window, conflict, evidence, separation-of-duties, track-record, "
            + "error-budget), but got 'freze'. Maybe take one of these names.",
        "guardrail,mode;freeze,block | 2: Expected the mode of 'freeze' to be off, shadow, warn or "
            + "enforce, but it is 'block'. Maybe write one of these.",
        "guardrail,mode;freeze,off;FREEZE,warn | 3: Expected a guardrail (risk-limit, "
            + "blast-radius, freeze, maintenance-window, conflict, evidence, separation-of-duties, "
            + "track-record, error-budget), but got 'FREEZE'. Maybe take one of these names.",
        "guardrail,mode;freeze,off;freeze,warn | 3: Expected the guardrail 'freeze' once, but it is "
            + "on line 2 already. Maybe delete one of them.",
        "guardrail,mode;freeze | 2: Expected 2 values (guardrail, mode), but got [freeze]. Maybe "
            + "fill every column, with quotes around a value that holds a comma."
      })
  void shouldNameLineAndProblemOfAMode(String line, String problem) {
    String text = line.replace(';', '\n').replace("a!b", "a|b");
    assertThat(problems("tables/guardrails.csv", text))
        .containsExactly("tables/guardrails.csv:" + problem.replace("a!b", "a|b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "freeze,team,web,ann,why,2026-12-20T00:00:00Z | :1: Expected the line "
            + "'guardrail,fact,value,owner,reason,expires' first, but got 'freeze'. Maybe add it "
            + "above the rows.",
        "guardrail,fact,value,owner,reason,expires;freeze,team,web,ann,why,2026-12-20 | :2: Expected "
            + "the waiver for 'freeze' to expire at an instant, but it is '2026-12-20'. Maybe write "
            + "it with a zone, such as 2026-12-20T00:00:00Z.",
        "guardrail,fact,value,owner,reason,expires;frost,team,web,ann,why,2026-12-20T00:00:00Z | :2: "
            + "Expected a guardrail (risk-limit, blast-radius, freeze, maintenance-window, conflict, "
            + "evidence, separation-of-duties, track-record, error-budget), but got 'frost'. Maybe "
            + "take one of these names.",
        "guardrail,fact,value,owner,reason,expires;freeze,team,web,,why,2026-12-20T00:00:00Z | :2: "
            + "Expected 6 values (guardrail, fact, value, owner, reason, expires), but got [freeze, "
            + "team, web, , why, 2026-12-20T00:00:00Z]. Maybe fill every column, with quotes around "
            + "a value that holds a comma.",
        "# nothing | : Expected a line 'guardrail,fact,value,owner,reason,expires', but there is "
            + "none. Maybe add it above the rows."
      })
  void shouldNameLineAndProblemOfAWaiver(String text, String problem) {
    assertThat(problems("tables/waivers.csv", text.replace(';', '\n')))
        .containsExactly("tables/waivers.csv" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "band,0,tiny;fact,answer,points | :1: Expected 'band,<points>,<low, moderate, high or "
            + "very-high>' or the line 'fact,answer,points', but got [band, 0, tiny]. Maybe correct "
            + "the line.",
        "band,5,low;fact,answer,points;a,b,1 | : Expected the bands of the risk questionnaire to "
            + "begin at 0 points, but they are {5=LOW}. Maybe add a band for 0 points, such as 0 -> "
            + "LOW.",
        "band,0,low;fact,answer,points;a,b,many | :3: Expected points from 0 to 1000, but got "
            + "'many'. Maybe write digits only.",
        "band,0,low;fact,answer,points;a,b,1;a,B,2 | :4: Expected the answer 'b' to 'a' once, but it "
            + "is on line 3 already. Maybe delete one of them."
      })
  void shouldNameLineAndProblemOfARiskQuestion(String text, String problem) {
    assertThat(problems("tables/risk-questions.csv", text.replace(';', '\n')))
        .containsExactly("tables/risk-questions.csv" + problem);
  }

  @Test
  void shouldCollectTheProblemsOfAllTables() {
    List<PackProblem> problems = new ArrayList<>();
    GuardrailSettings.defaults()
        .with(
            PackSource.of(
                "bad",
                Map.of(
                    "tables/guardrails.csv", "guardrail,mode\nx,off\nfreeze,y\n",
                    "tables/waivers.csv", "a\n",
                    "tables/risk-questions.csv", "b\n")),
            problems);

    assertThat(problems)
        .extracting(problem -> problem.file() + ":" + problem.line())
        .containsExactly(
            "tables/guardrails.csv:2",
            "tables/guardrails.csv:3",
            "tables/waivers.csv:1",
            "tables/risk-questions.csv:1");
  }

  @Test
  void shouldRefuseHostileFilesFast() {
    assertThat(problems("tables/waivers.csv", "x".repeat(300_000)))
        .containsExactly(
            "tables/waivers.csv: Expected at most 256 KiB, but the file is longer. Maybe pass "
                + "settings, not a log.");
    assertThat(problems("tables/waivers.csv", "x".repeat(2_000)))
        .containsExactly(
            "tables/waivers.csv:1: Expected at most 1,000 characters in column 1, but got more. "
                + "Maybe shorten it.");
    assertThat(problems("tables/guardrails.csv", "a\u0007b,c"))
        .containsExactly(
            "tables/guardrails.csv:1: Expected plain text, but column 1 holds a control character. "
                + "Maybe delete line breaks and tabs within the field.");
    assertThat(problems("tables/guardrails.csv", "\"a").get(0))
        .startsWith("tables/guardrails.csv: Expected a CSV file, but ")
        .endsWith("Maybe close every quote that is opened.");
  }

  @Test
  void shouldRefuseSettingsThatCannotBe() {
    assertThatThrownBy(() -> GuardrailSettings.builder().limit("x", Double.NaN).build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the limit 'x' to be a number, but it is NaN.\n"
                + "Maybe give a large number to lift a limit.");
    assertThatThrownBy(() -> GuardrailSettings.builder().mode("frost", Mode.OFF).build())
        .hasMessageContaining("but got 'frost'.");
    assertThatThrownBy(() -> new Waiver("freeze", "team", "web", " ", "why", Instant.EPOCH))
        .hasMessage(
            "Expected the waiver for 'freeze' to have an owner, but it is blank.\n"
                + "Maybe say for which changes it is (fact and value), who answers for it, and why.");
    assertThatThrownBy(() -> new RiskQuestion("a", Map.of()))
        .hasMessageContaining("Expected the risk question 'a' to have a fact and answers of 0 to");
    RiskQuestion question = new RiskQuestion("a", Map.of("b", 1));
    assertThatThrownBy(
            () ->
                new RiskQuestionnaire(
                    List.of(question, question), new TreeMap<>(Map.of(0, RiskLevel.LOW))))
        .hasMessageContaining(
            "Expected each fact to answer one risk question, but 'a' answers two.");
    assertThatThrownBy(() -> Verdict.of("maybe"))
        .hasMessage(
            "Expected a verdict (pass, warn, approve, stop), but got 'maybe'.\n"
                + "Maybe correct the rule or table that proposes it.");
  }

  @Test
  void shouldReadOnlyDecisionsAboutChanges() {
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      assertThatThrownBy(
              () -> ChangeVerdict.of(pack.decide(DecisionPoint.ROUTING, Facts.none(), Samples.AT)))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage(
              "Expected a decision at 'change-guardrail', but it is one at 'routing'.\n"
                  + "Maybe ask the pack about DecisionPoint.CHANGE_GUARDRAIL.");
    }
  }

  private static GuardrailSettings read(Map<String, String> files) {
    List<PackProblem> problems = new ArrayList<>();
    GuardrailSettings settings =
        GuardrailSettings.defaults().with(PackSource.of("test", files), problems);
    assertThat(problems).isEmpty();
    return settings;
  }

  private static List<String> problems(String path, String text) {
    List<PackProblem> problems = new ArrayList<>();
    GuardrailSettings.defaults().with(PackSource.of("test", Map.of(path, text)), problems);
    return problems.stream().map(PackProblem::toString).toList();
  }
}
