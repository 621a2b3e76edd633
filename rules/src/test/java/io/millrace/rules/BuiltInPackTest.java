// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltInPackTest {
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");
  private static final PolicyPack PACK = PolicyPacks.builtIn();

  @AfterAll
  static void close() {
    PACK.close();
  }

  @Test
  void shouldDeclarePointsAndOutputs() {
    assertThat(PACK.points())
        .containsExactly(
            DecisionPoint.CLASSIFICATION,
            DecisionPoint.TRIAGE,
            DecisionPoint.PRIORITY,
            DecisionPoint.CLASS_OF_SERVICE,
            DecisionPoint.REQUEST_MODEL,
            DecisionPoint.ROUTING,
            DecisionPoint.ESCALATION,
            DecisionPoint.FEEDBACK,
            DecisionPoint.CHANGE_GUARDRAIL,
            DecisionPoint.PULL_ORDER);
    assertThat(PACK.outputs(DecisionPoint.CLASSIFICATION))
        .containsExactly(
            "kind",
            "category",
            "service",
            "ci",
            "confidence",
            "stream",
            "domain",
            "nature",
            "delivery");
    assertThat(PACK.outputs(DecisionPoint.PRIORITY))
        .containsExactly("level", "rank", "impact", "urgency", "costOfDelay", "wsjf");
    assertThat(PACK.ref().digest()).matches("[0-9a-f]{64}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Please reset my password, I forgot it | REQUEST | access | medium",
        "My account is locked | INCIDENT | access | medium",
        "I can't log in since this morning | INCIDENT | access | medium",
        "Please grant me access to the share | REQUEST | access | medium",
        "New starter on Monday | REQUEST | account | medium",
        "I need a new laptop | REQUEST | hardware | medium",
        "Please install the drawing software | REQUEST | software | medium",
        "How do I share a calendar? | REQUEST | how-to | medium",
        "How do I set up e-mail in Outlook? | REQUEST | how-to | medium",
        "Mails missing since the upgrade, please help | INCIDENT | email | medium",
        "Printer jammed and it is the last working day | INCIDENT | printing | medium",
        "The booking site is down | INCIDENT | booking | high",
        "The CRM is very slow | INCIDENT | performance | medium",
        "Printer jammed again | INCIDENT | printing | medium",
        "Wifi connection lost in branch 12 | INCIDENT | network | medium",
        "VPN drops every ten minutes | INCIDENT | network | medium",
        "E-mail: mails are stuck in Outlook | INCIDENT | email | medium",
        "Strange phishing mail | INCIDENT | security | high",
        "Card payment declined at the checkout | INCIDENT | payment | medium",
        "Customers cannot book a car | INCIDENT | booking | medium",
        "Disk full on db07 | INCIDENT | storage | medium",
        "TLS certificate expired | INCIDENT | certificate | high",
        "Storm: power cut in the depot | INCIDENT | power | high",
        "Please schedule the deployment of 4.2 | CHANGE | change | medium",
        "Request for change 17 | CHANGE | change | high",
        "Recurring crash of the scheduler every night | PROBLEM | software | medium",
        "Find the root cause of last week's outage | PROBLEM | general | high",
        "An idea for the intranet | IMPROVEMENT | general | medium",
        "There was an error | QUERY | software | low",
        "Could somebody call me back | QUERY | general | low"
      })
  void shouldClassifyByText(String title, String kind, String category, String confidence) {
    // when
    Decision decision = classify(Facts.of("title", title));
    // then
    assertThat(decision.outputs())
        .contains(
            Map.entry("kind", kind),
            Map.entry("category", category),
            Map.entry("confidence", confidence),
            Map.entry("stream", stream(kind)));
  }

  private static String stream(String kind) {
    return switch (kind) {
      case "REQUEST" -> "fulfil-request";
      case "CHANGE" -> "enable-change";
      default -> "restore-live-service";
    };
  }

  @Test
  void shouldPreferWhatAPersonRecordedThenMonitoringThenText() {
    Facts text = Facts.of("title", "Request for change 17");
    Facts monitored = text.with(Facts.of("source", "MONITORING"));
    Facts recorded = monitored.with(Facts.of("kind", "problem")).with(Facts.of("category", "Cars"));

    assertThat(classify(monitored).output("kind")).isEqualTo("INCIDENT");
    assertThat(classify(recorded).output("kind")).isEqualTo("PROBLEM");
    assertThat(classify(recorded).output("category")).isEqualTo("Cars");
    assertThat(classify(text.with(Facts.of("kind", "nonsense"))).output("kind"))
        .isEqualTo("CHANGE");
  }

  @Test
  void shouldTurnAQueryIntoAnIncidentOnceInvestigated() {
    Facts vague = Facts.of("title", "Could somebody call me back");
    Facts hint = Facts.of("title", "There was an error");
    Facts clear = Facts.of("title", "I need a new laptop");
    Facts investigated = Facts.of("investigate_result", "specialist");

    assertThat(classify(vague.with(investigated)).output("kind")).isEqualTo("INCIDENT");
    assertThat(classify(hint.with(investigated)).output("kind")).isEqualTo("INCIDENT");
    assertThat(classify(clear.with(investigated)).output("kind")).isEqualTo("REQUEST");
  }

  @Test
  void shouldFallBackAndSaySoWhenUrgencyIsMissingOrUnknown() {
    // when
    Decision missing = decide(DecisionPoint.PRIORITY, Facts.of("impact", "High"));
    Decision unknown =
        decide(
            DecisionPoint.PRIORITY,
            Facts.of(Map.of("impact", "Apocalyptic", "urgency", "2 - whatever")));
    // then
    assertThat(missing.outputs())
        .contains(
            Map.entry("level", "3 - Moderate"),
            Map.entry("rank", "3"),
            Map.entry("impact", "2 - High"),
            Map.entry("urgency", "3 - Medium"));
    assertThat(missing.reasons().get(0).text())
        .isEqualTo(
            "impact 2 - High and urgency 3 - Medium give 3 - Moderate in the matrix 'default'; "
                + "urgency is missing, so the matrix's fallback 3 - Medium is taken");
    assertThat(unknown.output("urgency")).isEqualTo("2 - High");
    assertThat(unknown.reasons().get(0).text())
        .endsWith(
            "; impact 'Apocalyptic' is not in the matrix, so the matrix's fallback 3 - Medium is taken");
  }

  @ParameterizedTest
  @CsvSource({
    "Major,1 - Major",
    "hIGh,2 - High",
    "medium,3 - Medium",
    "Low,4 - Low",
    "3.0,3 - Medium"
  })
  void shouldUnderstandImpactsByName(String impact, String understood) {
    assertThat(decide(DecisionPoint.PRIORITY, Facts.of("impact", impact)).output("impact"))
        .isEqualTo(understood);
  }

  @Test
  void shouldNameTheCellAndTheFacts() {
    Facts facts = Facts.builder().put("impact", 2).put("urgency", 1.0).build();

    Reason reason = decide(DecisionPoint.PRIORITY, facts).reasons().get(0);

    assertThat(reason.cell()).isEqualTo("impact 2 - High | urgency 1 - Major");
    assertThat(reason.facts()).containsOnly(Map.entry("impact", "2"), Map.entry("urgency", "1.0"));
    assertThat(reason.rule()).isEqualTo("io.millrace.policy.priority/impact and urgency");
    assertThat(reason.decided()).isTrue();
  }

  @Test
  void shouldDecideTheClassOfService() {
    Facts top = Facts.of("priority_level", "1 - Critical");
    Facts due = Facts.of("dueAt", "2026-04-01T00:00:00Z");

    assertThat(service(Facts.none())).isEqualTo("STANDARD");
    assertThat(service(top)).isEqualTo("STANDARD");
    assertThat(service(top.with(Facts.of("major", true)))).isEqualTo("EXPEDITE");
    assertThat(service(top.with(Facts.of("source", "MONITORING")).with(due))).isEqualTo("EXPEDITE");
    assertThat(service(Facts.of("expedite", "the minister waits"))).isEqualTo("EXPEDITE");
    assertThat(service(due)).isEqualTo("FIXED_DATE");
    assertThat(service(Facts.of("classification_kind", "PROBLEM"))).isEqualTo("INTANGIBLE");
    assertThat(service(Facts.of("classification_kind", "IMPROVEMENT").with(due)))
        .isEqualTo("FIXED_DATE");
  }

  @Test
  void shouldRouteToTheRecordedTeamThenByCategoryThenToTheServiceDesk() {
    Facts network = Facts.of("classification_category", "network");
    Facts recorded = network.with(Facts.of("category", " Payment "));

    assertThat(team(Facts.none())).isEqualTo("service-desk");
    assertThat(team(Facts.of("classification_category", "gardening"))).isEqualTo("service-desk");
    assertThat(team(network)).isEqualTo("infrastructure");
    assertThat(team(recorded)).isEqualTo("applications");
    assertThat(team(recorded.with(Facts.of("team", "Group 25")))).isEqualTo("Group 25");
  }

  @Test
  void shouldSampleFeedbackByIdAtAboutTheRate() {
    long asked = IntStream.range(0, 10_000).filter(i -> asks(PACK, "INC" + i)).count();

    assertThat(asked).isBetween(900L, 1_100L);
    assertThat(asks(PACK, "INC0000060")).isEqualTo(asks(PACK, "INC0000060"));
    assertThat(decide(DecisionPoint.FEEDBACK, Facts.none()).output("ask")).isEqualTo("false");
  }

  @Test
  void shouldAskEveryoneAtRateOneAndNobodyAtZero() {
    try (PolicyPack all = PolicyPacks.builtIn(BuiltInOptions.builder().feedbackRate(1).build());
        PolicyPack none = PolicyPacks.builtIn(BuiltInOptions.builder().feedbackRate(0).build())) {
      assertThat(IntStream.range(0, 200)).allMatch(i -> asks(all, "A" + i));
      assertThat(IntStream.range(0, 200)).noneMatch(i -> asks(none, "A" + i));
    }
  }

  @Test
  void shouldNotMixTwoPacks() {
    // given
    Facts facts = Facts.builder().put("impact", 1).put("urgency", 1).build();
    BuiltInOptions glpi =
        BuiltInOptions.builder().matrix(PriorityMatrices.named("glpi")).route("power", "x").build();
    try (PolicyPack other = PolicyPacks.builtIn(glpi);
        PolicyPack same = PolicyPacks.builtIn()) {
      // then
      assertThat(level(other, facts)).isEqualTo("1 - Very low");
      assertThat(level(PACK, facts)).isEqualTo("1 - Critical");
      assertThat(level(other, facts)).isEqualTo("1 - Very low");
      assertThat(other.ref()).isNotEqualTo(PACK.ref());
      assertThat(same.ref()).isEqualTo(PACK.ref());
    }
  }

  @Test
  void shouldGiveEqualDecisionsOnManyThreads() throws Exception {
    // given
    List<Facts> facts =
        List.of(
            Facts.of("title", "I cannot log in"),
            Facts.of("title", "Printer jammed"),
            Facts.of("title", "VPN drops"),
            Facts.of("title", "hello"));
    List<Decision> expected = facts.stream().map(BuiltInPackTest::classify).toList();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      // when
      List<Future<List<Decision>>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(threads.submit(() -> facts.stream().map(BuiltInPackTest::classify).toList()));
      }
      // then
      for (Future<List<Decision>> answer : answers) {
        assertThat(answer.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void shouldNotDependOnTheMachinesLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(new Locale("tr", "TR"));
    try {
      Facts facts = Facts.of(Map.of("title", "VIRUS IN PRINTING", "kind", "incident"));
      assertThat(classify(facts).output("kind")).isEqualTo("INCIDENT");
      assertThat(classify(facts).output("category")).isEqualTo("security");
      assertThat(decide(DecisionPoint.PRIORITY, Facts.of("impact", "HIGH")).output("impact"))
          .isEqualTo("2 - High");
      assertThat(team(Facts.of("category", "PRINTING"))).isEqualTo("workplace");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shouldRefuseAnUnknownPoint() {
    assertThatThrownBy(() -> decide(new DecisionPoint("weather"), Facts.none()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected a decision point that the policy pack 'millrace-built-in' answers "
                + "(classification, triage, priority, class-of-service, request-model, routing, "
                + "escalation, feedback, change-guardrail, pull-order), but got 'weather'.\n"
                + "Maybe ask one of these, or load a pack that answers it.");
  }

  @Test
  void shouldRefuseToDecideWhenClosed() {
    PolicyPack pack = PolicyPacks.builtIn();
    pack.close();
    pack.close();

    assertThatThrownBy(() -> pack.decide(DecisionPoint.PRIORITY, Facts.none(), AT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the policy pack to be open when 'priority' is asked, but it is closed.\n"
                + "Maybe close the pack only after the last decision.");
  }

  @Test
  void shouldRefuseBadOptions() {
    assertThatThrownBy(() -> BuiltInOptions.builder().feedbackRate(1.5).build())
        .hasMessage(
            "Expected the feedback rate to be from 0 to 1, but it is 1.5.\n"
                + "Maybe pass 0.1 to ask for one item in ten.");
    assertThatThrownBy(() -> BuiltInOptions.builder().feedbackRate(Double.NaN).build())
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> BuiltInOptions.builder().defaultTeam(" ").build())
        .hasMessageContaining("Expected the default team to be a name, but it is blank.");
    assertThatThrownBy(() -> BuiltInOptions.builder().route("cars", " ").build())
        .hasMessageContaining("Expected the route 'cars' -> ' ' to name both, but one is blank.");
  }

  private static Decision decide(DecisionPoint point, Facts facts) {
    return PACK.decide(point, facts, AT);
  }

  private static Decision classify(Facts facts) {
    return decide(DecisionPoint.CLASSIFICATION, facts);
  }

  private static String service(Facts facts) {
    return decide(DecisionPoint.CLASS_OF_SERVICE, facts).output("class", "none");
  }

  private static String team(Facts facts) {
    return decide(DecisionPoint.ROUTING, facts).output("team", "none");
  }

  private static String level(PolicyPack pack, Facts facts) {
    return pack.decide(DecisionPoint.PRIORITY, facts, AT).output("level", "none");
  }

  private static boolean asks(PolicyPack pack, String id) {
    Decision decision = pack.decide(DecisionPoint.FEEDBACK, Facts.of("id", id), AT);
    return decision.output("ask", "").equals("true");
  }
}
