// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Reason;
import io.millrace.plugin.port.Resolver;
import io.millrace.plugin.port.Resolver.Choice;
import io.millrace.plugin.port.Resolver.Proposal;
import io.millrace.rules.workshop.Backtest;
import io.millrace.rules.workshop.PastItem;
import io.millrace.rules.workshop.ScenarioReport;
import io.millrace.rules.workshop.ScenarioRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A plugin's resolver picks among the proposals of a decision point. */
class ChosenResolverTest {
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

  /** A person recorded a low priority; the matrix says that it is critical. */
  private static final Facts BOTH = Facts.of(Map.of("priority", "4", "impact", 1, "urgency", 1));

  /** Lets the weakest proposal for a level win. */
  private static final Resolver WEAKEST =
      question ->
          question.proposals("level").stream()
              .min(Comparator.comparing(Proposal::strength))
              .map(proposal -> Choice.of(proposal, "people\n exaggerate"))
              .orElse(Choice.none());

  private final List<PolicyPack> packs = new ArrayList<>();

  @AfterEach
  void close() {
    packs.forEach(PolicyPack::close);
  }

  @Test
  void shouldLetTheResolverPick() {
    // given
    PolicyPack documented = PolicyPacks.builtIn();
    packs.add(documented);

    // when
    Decision decision = priority(pack("house-1", WEAKEST));

    // then
    assertThat(documented.decide(DecisionPoint.PRIORITY, BOTH, AT).output("level"))
        .isEqualTo("4 - Low");
    assertThat(decision.outputs())
        .containsEntry("level", "1 - Critical")
        .containsEntry("rank", "1")
        .containsKey("impact");
    assertThat(deciding(decision, "level"))
        .returns("io.millrace.policy.priority/impact and urgency", Reason::rule)
        .satisfies(
            reason ->
                assertThat(reason.text())
                    .endsWith("; the resolver 'house-1' picked it: people exaggerate"));
    assertThat(deciding(decision, "rank").text()).startsWith("the rank of 1 - Critical: ");
  }

  @Test
  void shouldShowTheResolverWhatIsKnown() {
    List<Resolver.Question> asked = new ArrayList<>();
    priority(
        pack(
            "house-1",
            question -> {
              asked.add(question);
              return Choice.none();
            }));

    assertThat(asked)
        .singleElement()
        .satisfies(
            question -> {
              assertThat(question.point()).isEqualTo(DecisionPoint.PRIORITY);
              assertThat(question.outputs()).startsWith("level", "rank");
              assertThat(question.facts()).isEqualTo(BOTH);
              assertThat(question.at()).isEqualTo(AT);
              assertThat(question.proposals("level"))
                  .extracting(Proposal::value, Proposal::preferred)
                  .containsExactly(
                      org.assertj.core.groups.Tuple.tuple("4 - Low", true),
                      org.assertj.core.groups.Tuple.tuple("1 - Critical", false));
            });
  }

  @Test
  void shouldGiveTheDocumentedAnswerIfNothingIsPicked() {
    PolicyPack documented = PolicyPacks.builtIn();
    packs.add(documented);
    Decision expected = documented.decide(DecisionPoint.PRIORITY, BOTH, AT);

    Decision decision = priority(pack("house-1", question -> Choice.none()));

    assertThat(decision.outputs()).isEqualTo(expected.outputs());
    assertThat(decision.reasons()).isEqualTo(expected.reasons());
  }

  @SuppressWarnings("NullAway") // planted
  static Stream<Arguments> nonsense() {
    Proposal invented =
        new Proposal("level", "0 - Now", "house/rule", 100, "because", null, Map.of(), false);
    Map<String, Proposal> none = new HashMap<>();
    none.put("level", null);
    return Stream.of(
        Arguments.of(
            failing(new IllegalStateException("no\tidea")),
            "failed: java.lang.IllegalStateException: no idea"),
        Arguments.of(
            failing(new AssertionError("wrong")), "failed: java.lang.AssertionError: wrong"),
        Arguments.of(
            (Resolver) ChosenResolverTest::endless, "failed: java.lang.StackOverflowError"),
        Arguments.of((Resolver) question -> null, "gave nothing"),
        Arguments.of(
            (Resolver) question -> new Choice(none, ""), "picked what nobody proposed for 'level'"),
        Arguments.of(
            (Resolver) question -> Choice.of(invented, ""),
            "picked what nobody proposed for 'level'"),
        Arguments.of(
            (Resolver) question -> new Choice(Map.of("rank", question.proposals().get(0)), ""),
            "picked what nobody proposed for 'rank'"),
        Arguments.of(
            (Resolver) question -> new Choice(Map.of("level", question.proposals().get(0)), null),
            "failed: java.lang.NullPointerException"));
  }

  @ParameterizedTest
  @MethodSource("nonsense")
  void shouldFallBackToTheDocumentedOrderAndSaySo(Resolver resolver, String trouble) {
    Decision decision = priority(pack("house-1", resolver));

    assertThat(decision.output("level")).isEqualTo("4 - Low");
    assertThat(decision.output("rank")).isEqualTo("4");
    assertThat(decision.reasons())
        .filteredOn(reason -> reason.rule().equals("resolver/house-1"))
        .singleElement()
        .satisfies(
            reason ->
                assertThat(reason.text())
                    .startsWith("the documented order decided, for the resolver " + trouble));
  }

  @Test
  void shouldExplainWithTheResolverThatDecided() {
    // given
    PolicyPack pack = pack("house-1", WEAKEST);
    Decision decision = priority(pack);

    // when
    String text = pack.explain(decision).toText();

    // then
    assertThat(text)
        .contains(
            "level = 1 - Critical",
            "picked it: people exaggerate",
            "instead of '4 - Low' from rule 'io.millrace.policy.priority/recorded priority'");
    PolicyPack other = pack("house-2", WEAKEST);
    assertThat(other.ref().digest()).isNotEqualTo(pack.ref().digest());
    assertThatThrownBy(() -> other.explain(decision)).isInstanceOf(InvalidInputException.class);
    assertThat(pack("house-1", WEAKEST).ref()).isEqualTo(pack.ref());
  }

  @Test
  void shouldDecideScenariosAndBacktests() {
    // given
    String scenarios =
        """
        scenarios:
          - scenario: the matrix wins
            given: {priority: '4', impact: 1, urgency: 1}
            expect: {priority_level: 1 - Critical}
        """;
    PackSource house =
        PackSource.of(
            "house",
            Map.of(
                "pack.yaml",
                "pack: house\nversion: '1'\nowner: o\n",
                "scenarios/all.yaml",
                scenarios));
    PolicyPack pack =
        PolicyPacks.loader()
            .host(house)
            .resolver(DecisionPoint.PRIORITY, "house-1", WEAKEST)
            .load();
    packs.add(pack);

    // when
    ScenarioReport report = ScenarioRun.of(pack);
    var moves =
        Backtest.of(pack)
            .build()
            .run(List.of(new PastItem("A", BOTH, AT, Map.of("priority_level", "4 - Low"))));

    // then
    assertThat(report.failed()).isEmpty();
    assertThat(report.outcomes()).hasSize(1);
    assertThat(moves.outputs())
        .filteredOn(output -> output.moves().stream().anyMatch(m -> m.newValue().startsWith("1")))
        .hasSize(1);
  }

  @Test
  void shouldTakeTheDateOfTheNextRequestFromThePickedPeriod() {
    // given: the built-in table allows one keyboard a year; a house table says a quarter, stronger
    PackSource house =
        PackSource.of(
            "house",
            Map.of(
                "pack.yaml",
                "pack: house\nversion: '1'\nowner: o\n",
                "tables/house.csv",
                """
                table,house
                point,request-model
                hit,first
                gaps,allowed
                when catalogueItem,then limit,then period,strength,because
                lamp,reached,year,60,one a year
                """,
                "tables/more.csv",
                """
                table,more
                point,request-model
                hit,first
                gaps,allowed
                when catalogueItem,then period,strength,because
                lamp,quarter,55,one a quarter
                """));
    Facts lamp = Facts.of(Map.of("catalogueItem", "lamp", "openedAt", "2026-02-03T08:00:00Z"));
    Resolver quarters =
        question ->
            question.proposals("period").stream()
                .filter(proposal -> proposal.value().equals("quarter"))
                .findFirst()
                .map(proposal -> Choice.of(proposal, ""))
                .orElse(Choice.none());
    PackLoader loader = PolicyPacks.loader().host(house);
    PolicyPack documented = loader.load();
    packs.add(documented);
    PolicyPack pack = loader.resolver(DecisionPoint.REQUEST_MODEL, "quarters", quarters).load();
    packs.add(pack);

    // when, then
    assertThat(documented.decide(DecisionPoint.REQUEST_MODEL, lamp, AT).output("again"))
        .isEqualTo("2027-01-01");
    Decision decision = pack.decide(DecisionPoint.REQUEST_MODEL, lamp, AT);
    assertThat(decision.output("period")).isEqualTo("quarter");
    assertThat(decision.output("again")).isEqualTo("2026-04-01");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            DecisionPoint.PRIORITY,
            "house-2",
            "Expected at most one resolver for 'priority', but 'house-1' and 'house-2' both are.\n"
                + "Maybe leave one out, or write one that asks both."),
        Arguments.of(
            DecisionPoint.CHANGE_GUARDRAIL,
            "house-2",
            "Expected the resolver 'house-2' to be for a decision point at which one proposal"
                + " wins, but at 'change-guardrail' the strictest verdict counts.\n"
                + "Maybe change the modes and rules of guardrails in a pack."),
        Arguments.of(
            DecisionPoint.PULL_ORDER,
            "house-2",
            "Expected the resolver 'house-2' to be for a decision point at which one proposal"
                + " wins, but at 'pull-order' there are none.\n"
                + "Maybe bring a pull order, and name it in a pack."),
        Arguments.of(
            DecisionPoint.ROUTING,
            "My House",
            "Expected a resolver to be named by lower-case words joined by hyphens, but got"
                + " 'My House'.\nMaybe name it like 'house-1'."));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void shouldRefuseAResolver(DecisionPoint point, String name, String message) {
    PackLoader loader = PolicyPacks.loader().resolver(DecisionPoint.PRIORITY, "house-1", WEAKEST);

    assertThatThrownBy(() -> loader.resolver(point, name, WEAKEST))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(message);
  }

  @Test
  void shouldRefuseAResolverForAPointThatNothingAnswers() {
    PackLoader loader =
        PolicyPacks.loader().resolver(new DecisionPoint("prioritty"), "house-1", WEAKEST);

    assertThatThrownBy(loader::load)
        .isInstanceOf(PackLoadException.class)
        .hasMessageContaining(
            "Expected the resolver 'house-1' to be for a decision point that is there, but there"
                + " is no 'prioritty'.");
  }

  private PolicyPack pack(String name, Resolver resolver) {
    PolicyPack pack = PolicyPacks.loader().resolver(DecisionPoint.PRIORITY, name, resolver).load();
    packs.add(pack);
    return pack;
  }

  private static Decision priority(PolicyPack pack) {
    return pack.decide(DecisionPoint.PRIORITY, BOTH, AT);
  }

  private static Reason deciding(Decision decision, String output) {
    return decision.reasons().stream()
        .filter(reason -> reason.output().equals(output) && reason.decided())
        .reduce(
            (one, other) -> {
              throw new AssertionError("Two decide: " + one + " and " + other);
            })
        .orElseThrow();
  }

  private static Resolver failing(Throwable failure) {
    return question -> {
      throw ChosenResolverTest.<RuntimeException>sneaky(failure);
    };
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable failure) throws T {
    throw (T) failure;
  }

  @SuppressWarnings("InfiniteRecursion")
  private static Choice endless(Resolver.Question question) {
    return endless(question);
  }
}
