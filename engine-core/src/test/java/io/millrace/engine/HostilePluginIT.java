// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.millrace.engine.Misdeed.Answers;
import io.millrace.model.ChangeWindow;
import io.millrace.model.ConfigurationItem;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.KnowledgeArticle;
import io.millrace.model.Person;
import io.millrace.model.Reason;
import io.millrace.model.ScheduledChange;
import io.millrace.model.TrackRecord;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.port.ChangeHistory;
import io.millrace.plugin.port.FactSource;
import io.millrace.plugin.port.People;
import io.millrace.plugin.port.PullOrder;
import io.millrace.plugin.port.Resolver;
import io.millrace.plugin.port.StepHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A plugin that does everything wrong, port by port: nothing is lost, and others go on. */
@Tag("no-store")
class HostilePluginIT {
  private static final Duration BUDGET = Duration.ofMillis(300);
  private static final int AT_ONCE = 3;
  private static final Instant START = Instant.parse("2026-05-04T08:00:00Z");
  private static final int MANY = 20_000;

  private static final io.millrace.plugin.PackFiles HOUSE =
      io.millrace.plugin.PackFiles.of(
          "house",
          Map.of(
              "pack.yaml",
              """
              pack: house
              version: "1"
              owner: Ann
              settings: {pull-order: [hostile]}
              """
                  .getBytes(StandardCharsets.UTF_8)));

  /** What each group of ports does now. */
  private static volatile Misdeed asked = Misdeed.NONE;

  private static volatile Misdeed handled = Misdeed.NONE;
  private static volatile Misdeed told = Misdeed.NONE;
  private static volatile Misdeed participating = Misdeed.NONE;
  private static volatile Misdeed naming = Misdeed.NONE;
  private static volatile Misdeed deciding = Misdeed.NONE;
  private static Millrace millrace;
  private Desk desk;

  @BeforeAll
  static void open() {
    millrace =
        builder()
            .isolation(Isolation.defaults().callsAtOnce(AT_ONCE).failuresInARow(1_000))
            .build();
  }

  private static MillraceBuilder builder() {
    return Millrace.builder()
        .factSourceBudget(BUDGET)
        .handlerBudget(BUDGET.multipliedBy(8)) // gathering asks several ports
        .handlerAttempts(1)
        .sinkBudget(BUDGET)
        .sinkAttempts(1)
        .valueStream(
            TestModel.of("change")
                .start()
                .handler("gather", "millrace.gather-change-facts")
                .step("look")
                .end("done")
                .build())
        .valueStream(TestModel.of("automated").start().handler("run", "hostile").end("ran").build())
        .valueStream(TestModel.of("nice").start().handler("run", "nice").end("ran").build())
        .plugin(new PluginTest.Bundle("hostile", HostilePluginIT::contribute))
        .plugin(
            new PluginTest.Bundle(
                "nice", to -> to.stepHandler(handler("nice", () -> Misdeed.NONE))));
  }

  @AfterAll
  static void close() {
    Misdeed.release();
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
  }

  @AfterEach
  void behave() throws Exception {
    asked = handled = told = participating = naming = deciding = Misdeed.NONE;
    Misdeed.release();
    Eventually.until(
        millrace::contributions, all -> all.stream().allMatch(one -> one.stalled() == 0));
  }

  /** A call of Millrace from within a port. */
  private static void reenter() {
    millrace
        .as(new io.millrace.model.Caller("reentrant", "plugin"))
        .intake()
        .submit(Demand.builder("R-" + System.nanoTime()).title("from within").build());
  }

  private static <T> T ask(Answers<T> answers) {
    return asked.commit(answers, HostilePluginIT::reenter);
  }

  private static <K, V> Map<K, V> holding(K key, @org.jspecify.annotations.Nullable V value) {
    Map<K, V> map = new HashMap<>();
    map.put(key, value);
    return map;
  }

  private static <T> Set<T> set(int size, Function<Integer, T> each) {
    return IntStream.range(0, size).boxed().map(each).collect(Collectors.toSet());
  }

  private static void contribute(Contributions to) {
    to.factSource(
            new FactSource() {
              @Override
              public String name() {
                return "hostile";
              }

              @Override
              public Set<String> provides() {
                return Set.of("cost");
              }

              @Override
              public Map<String, Facts> lookUp(String tenant, List<Demand> demands) {
                String id = demands.get(0).id();
                return ask(
                    new Answers<>(
                        () -> Map.of(id, Facts.of("cost", 7)),
                        () -> holding(id, null),
                        () -> Map.of(id, Facts.of("cost", "x".repeat(2_000_000))),
                        () -> Map.of("other", Facts.of("cost", 7))));
              }
            })
        .knowledgeBase(
            (tenant, demands) ->
                ask(
                    new Answers<>(
                        () -> knowing(demands, "walk"),
                        () ->
                            holding(
                                demands.get(0).id(),
                                Collections.<KnowledgeArticle>singletonList(null)),
                        () -> knowing(demands, "x".repeat(2_000_000)),
                        () -> Map.of("other", List.of(KnowledgeArticle.of("a", "b"))))))
        .configurationGraph(
            (tenant, ids) ->
                ask(
                    new Answers<>(
                        () -> Map.of("web-1", ConfigurationItem.of("web-1")),
                        () -> holding("web-1", null),
                        () ->
                            Map.of(
                                "web-1",
                                new ConfigurationItem(
                                    "web-1", null, false, set(MANY, i -> "i" + i))),
                        () -> Map.of("other", ConfigurationItem.of("other")))))
        .changeCalendar(
            (tenant, concerned, from, until) ->
                ask(
                    new Answers<>(
                        () -> List.of(window("w")),
                        () -> Collections.singletonList(null),
                        () -> Collections.nCopies(MANY, window("w")),
                        List::of)))
        .changeHistory(new History())
        .people(new Directory())
        .stepHandler(handler("hostile", () -> handled))
        .eventSink("hostile", event -> told.commit(plain(), HostilePluginIT::reenter))
        .notifier(notification -> told.commit(plain(), HostilePluginIT::reenter))
        .participant(events -> participating.commit(plain(), HostilePluginIT::reenter))
        .policyPack(HOUSE)
        .resolver(DecisionPoint.ROUTING, "hostile", HostilePluginIT::resolve)
        .pullOrder("hostile", item -> deciding.commit(keys(), HostilePluginIT::reenter))
        .workingTime(
            (tenant, service, from, until) ->
                deciding.commit(
                    new Answers<>(
                        () -> Duration.ZERO,
                        () -> Duration.ofHours(-1),
                        () -> Duration.ofSeconds(Long.MAX_VALUE),
                        () -> Duration.ZERO),
                    HostilePluginIT::reenter))
        .callerSource(() -> naming.commit(plain(new io.millrace.model.Caller("t", "a")), () -> {}))
        .demandIds((tenant, demand) -> naming.commit(plain("id-1"), () -> {}));
  }

  private static Resolver.Choice resolve(Resolver.Question question) {
    Resolver.Proposal first = question.proposals().get(0);
    return deciding.commit(
        new Answers<>(
            () -> Resolver.Choice.of(first, "the first one"),
            () -> new Resolver.Choice(holding("team", null), ""),
            () -> Resolver.Choice.of(first, "x".repeat(2_000_000)),
            () -> new Resolver.Choice(Map.of("other", first), "")),
        HostilePluginIT::reenter);
  }

  private static Answers<PullOrder.Key> keys() {
    PullOrder.Key good = PullOrder.Key.begin().trueFirst("here", true);
    return new Answers<>(
        () -> good,
        () -> new PullOrder.Key(Collections.singletonList(null)),
        () -> PullOrder.Key.begin().trueFirst("x".repeat(2_000_000), true),
        PullOrder.Key::begin);
  }

  private static Map<String, List<KnowledgeArticle>> knowing(List<Demand> demands, String way) {
    return Map.of(demands.get(0).id(), List.of(new KnowledgeArticle("KE-1", "x", true, way)));
  }

  private static ChangeWindow window(String name) {
    return ChangeWindow.forAll(
        name, ChangeWindow.Type.FREEZE, START, START.plus(Duration.ofDays(1)));
  }

  private static Answers<Boolean> plain() {
    return plain(true);
  }

  private static <T> Answers<T> plain(T answer) {
    return new Answers<>(() -> answer, () -> answer, () -> answer, () -> answer);
  }

  private static StepHandler handler(String name, java.util.function.Supplier<Misdeed> misdeed) {
    return new StepHandler() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Completion handle(Task task) {
        return misdeed
            .get()
            .commit(
                new Answers<>(
                    Completion::done,
                    () -> nothing(),
                    () -> new Completion(null, Facts.of("x", "y".repeat(2_000_000))),
                    () -> Completion.result("unheard-of")),
                HostilePluginIT::reenter);
      }
    };
  }

  @SuppressWarnings("NullAway") // that is the misdeed
  private static StepHandler.Completion nothing() {
    return new StepHandler.Completion(null, null);
  }

  /** A history of other changes. */
  private static final class History implements ChangeHistory {
    @Override
    public List<ScheduledChange> scheduled(
        String tenant, Set<String> items, Instant from, Instant to) {
      ScheduledChange other = new ScheduledChange("C-9", Set.of("web-1"), from, to);
      return ask(
          new Answers<>(
              () -> List.of(other),
              () -> Collections.singletonList(null),
              () -> Collections.nCopies(MANY, other),
              List::of));
    }

    @Override
    public TrackRecord ofTeam(String tenant, String team, Instant from, Instant to) {
      return TrackRecord.none();
    }

    @Override
    public TrackRecord ofModel(String tenant, String model, Instant from, Instant to) {
      return TrackRecord.none();
    }
  }

  /** A directory of people. */
  private static final class Directory implements People {
    @Override
    public Map<String, Person> lookUp(String tenant, Set<String> ids, Instant at) {
      Map<String, Person> all = new HashMap<>();
      new LinkedHashSet<>(ids)
          .forEach(id -> all.put(id, new Person(id, Set.of("cab"), Set.of(), true)));
      return ask(
          new Answers<>(
              () -> all,
              () -> holding("bob", null),
              () ->
                  set(MANY, i -> "p" + i).stream()
                      .collect(
                          Collectors.toMap(
                              id -> id, id -> new Person(id, Set.of(), Set.of(), true))),
              () -> Map.of("other", new Person("other", Set.of(), Set.of(), true))));
    }
  }

  private Demand.Builder change(String id) {
    return Demand.builder(id).title("A change").stream("change")
        .fact("changeItems", List.of("web-1"))
        .fact("team", "apps")
        .fact("author", "ann")
        .fact("approvers", List.of("bob"))
        .fact("plannedStart", START.toString())
        .fact("plannedEnd", START.plus(Duration.ofHours(1)).toString());
  }

  private WorkItem awaitStep(String item, String step) throws Exception {
    return Eventually.until(
        () -> desk.item(item),
        one -> one.findOpenStep(step).filter(run -> run.assignee() == null).isPresent());
  }

  @ParameterizedTest
  @EnumSource(Misdeed.class)
  void shouldAcceptAndGuardWithWhatIsMissing(Misdeed misdeed) throws Exception {
    // given
    asked = misdeed;

    // when
    desk.submit(change("C-1"));
    awaitStep("C-1", "look");

    // then
    Facts facts = desk.ops.work().facts("C-1");
    switch (misdeed) {
      case CALLS_MILLRACE -> {} // each call within a call has its turn, until the time is over
      case NONE ->
          assertThat(facts.values()).containsEntry("cost", 7L).containsEntry("knownError", "KE-1");
      case WRONG_KEYS -> assertThat(facts.values()).doesNotContainKeys("cost", "knownError");
      case NULL_INSIDE ->
          assertThat(facts.missing()).containsKeys("knownError", "blastRadius", "inFreeze");
      default ->
          assertThat(facts.missing())
              .containsKeys(
                  "cost", "knownError", "blastRadius", "inFreeze", "conflicts", "approverRoles");
    }
    assertThat(desk.complete("C-1", "look").item().closedAt()).isNotNull();
    assertThat(millrace.contributions()).allMatch(one -> one.stalled() <= AT_ONCE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Misdeed.class,
      mode = Mode.EXCLUDE,
      names = {"NONE", "CALLS_MILLRACE"})
  void shouldKeepTheStepOfAHandler(Misdeed misdeed) throws Exception {
    // given
    handled = misdeed;

    // when
    desk.submit(Demand.builder("A-1").title("x").stream("automated"));
    desk.submit(Demand.builder("N-1").title("y").stream("nice"));

    // then
    Eventually.until(() -> desk.item("N-1"), one -> one.closedAt() != null);
    Eventually.until(() -> desk.ops.failures().count(), count -> count == 1);
    handled = Misdeed.NONE;
    Misdeed.release();
    desk.ops.failures().retryAll("hostile");
    Eventually.until(() -> desk.item("A-1"), one -> one.closedAt() != null);
  }

  @ParameterizedTest
  @EnumSource(
      value = Misdeed.class,
      names = {
        "THROWS",
        "THROWS_ERROR",
        "THROWS_CHECKED",
        "THROWS_WHAT_CANNOT_BE_PRINTED",
        "THROWS_WHAT_FAILS_BADLY",
        "THROWS_WHAT_NEVER_ANSWERS",
        "HANGS",
        "IGNORES_INTERRUPTS",
        "CALLS_MILLRACE"
      })
  void shouldKeepTheEventsOfASink(Misdeed misdeed) throws Exception {
    // given
    told = misdeed == Misdeed.CALLS_MILLRACE ? Misdeed.NONE : misdeed;

    // when
    desk.submit("I-1");

    // then
    if (told != Misdeed.NONE) {
      Eventually.until(
          () -> desk.ops.events().sinks(),
          all -> all.stream().anyMatch(one -> one.name().equals("hostile") && one.parked() == 1));
      told = Misdeed.NONE;
      Misdeed.release();
      desk.ops.events().replayAll("hostile");
      desk.ops.events().replayAll("millrace.notifications");
    }
    Eventually.until(
        () -> desk.ops.events().sinks(),
        all -> all.stream().allMatch(one -> one.due() + one.parked() + one.held() == 0));
  }

  @ParameterizedTest
  @EnumSource(
      value = Misdeed.class,
      names = {
        "THROWS",
        "THROWS_ERROR",
        "THROWS_CHECKED",
        "THROWS_WHAT_CANNOT_BE_PRINTED",
        "THROWS_WHAT_FAILS_BADLY",
        "CALLS_MILLRACE"
      })
  void shouldLetAParticipantVetoAndNoMore(Misdeed misdeed) {
    // given
    participating = misdeed;

    // when
    Throwable veto = catchThrowable(() -> desk.submit("I-1"));

    // then
    assertThat(veto).isNotNull();
    assertThat(desk.ops.work().find("I-1")).isEmpty();
    participating = Misdeed.NONE;
    assertThat(desk.submit("I-1").item().openSteps()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Misdeed.class)
  void shouldDecideWithoutTheFunctionsOfAPlugin(Misdeed misdeed) {
    // given
    deciding = misdeed;

    // when
    Receipt receipt = desk.submit(Demand.builder("I-1").title("A printer").fact("site", "north"));

    // then: no function holds the transaction, and what it did not say is told
    assertThat(receipt.item().team()).isNotNull();
    String routing = reasons(receipt, DecisionPoint.ROUTING);
    switch (misdeed) {
      case NONE, HUGE -> assertThat(routing).contains("the resolver 'hostile' picked it");
      case CALLS_MILLRACE -> {} // each call within a call has its turn, until the time is over
      case NULL_INSIDE, WRONG_KEYS -> assertThat(routing).contains("picked what nobody proposed");
      case NULL -> assertThat(routing).contains("gave no answer: it gave no answer");
      case HANGS, IGNORES_INTERRUPTS, THROWS_WHAT_NEVER_ANSWERS ->
          assertThat(routing).contains("it took longer than 1000 ms");
      default -> assertThat(routing).contains("gave no answer: it failed: ");
    }
    assertThat(millrace.contributions())
        .filteredOn(one -> Set.of("resolver", "pull order", "working time").contains(one.port()))
        .hasSize(3)
        .allSatisfy(
            one -> {
              assertThat(one.plugin()).isEqualTo("hostile");
              assertThat(one.calls()).isPositive();
            });
    deciding = Misdeed.NONE;
    Misdeed.release();
    assertThat(
            reasons(desk.submit(Demand.builder("I-2").title("A printer")), DecisionPoint.ROUTING))
        .contains("the resolver 'hostile' picked it");
  }

  private String reasons(Receipt receipt, DecisionPoint point) {
    UUID id = receipt.findDecision(point).orElseThrow();
    return desk.ops.decisions().ofItem(receipt.item().id()).stream()
        .filter(record -> record.id().equals(id))
        .flatMap(record -> record.decision().reasons().stream())
        .map(Reason::text)
        .collect(Collectors.joining("\n"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Misdeed.class,
      names = {"THROWS", "THROWS_ERROR", "THROWS_CHECKED", "NULL"})
  void shouldAcceptNothingUnderNoName(Misdeed misdeed) {
    naming = misdeed;

    assertThat(catchThrowable(() -> millrace.current())).isNotNull();
    assertThat(
            catchThrowable(
                () -> desk.ops.intake().submit(Demand.builder().title("nameless").build())))
        .isNotNull();
    assertThat(desk.ops.work().search(WorklistQuery.all()).entries()).isEmpty();
    assertThat(millrace.contributions())
        .filteredOn(one -> Set.of("caller source", "demand ids").contains(one.port()))
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.failures()).isPositive());
  }

  @Test
  void shouldNotPileUpThreads() throws Exception {
    // given
    asked = Misdeed.IGNORES_INTERRUPTS;

    // when
    for (int i = 0; i < 2 * AT_ONCE; i++) {
      desk.submit("I-" + i);
    }

    // then
    assertThat(status("fact source"))
        .satisfies(one -> assertThat(one.stalled()).isEqualTo(AT_ONCE))
        .satisfies(one -> assertThat(one.state()).isEqualTo(ContributionStatus.State.STALLED))
        .satisfies(one -> assertThat(one.refused()).isPositive())
        .satisfies(one -> assertThat(one.lastFailure()).isEqualTo("it took longer than 300 ms"));
    assertThat(desk.ops.work().facts("I-5").missing().get("cost"))
        .isEqualTo(
            "fact source 'hostile': all of the 3 calls that it may have at once are under way, and"
                + " 3 of them were cut off without returning");
    Misdeed.release();
    asked = Misdeed.NONE;
    Eventually.until(() -> status("fact source"), one -> one.stalled() == 0);
    desk.submit("I-9");
    assertThat(desk.ops.work().facts("I-9").values()).containsEntry("cost", 7L);
  }

  @Test
  void shouldSuspendWhatKeepsFailingAndTryItAgain() throws Exception {
    try (Millrace strict =
        builder()
            .isolation(Isolation.defaults().failuresInARow(2).pause(Duration.ofMillis(200)))
            .build()) {
      // given
      Desk other = Desk.ofNewTenant(strict);
      asked = Misdeed.THROWS;
      other.submit("I-1");
      other.submit("I-2");

      // when
      other.submit("I-3");

      // then
      assertThat(other.ops.work().facts("I-3").missing().get("cost"))
          .as("without the words of what failed, which may be another tenant's")
          .isEqualTo("fact source 'hostile': it is suspended, since it failed 2 times in a row");
      assertThat(strict.contributions())
          .filteredOn(one -> one.port().equals("fact source"))
          .extracting(ContributionStatus::state, ContributionStatus::calls)
          .containsExactly(
              org.assertj.core.api.Assertions.tuple(ContributionStatus.State.SUSPENDED, 2L));
      asked = Misdeed.NONE;
      int[] count = {3};
      Eventually.until(
          () -> {
            String id = "I-" + ++count[0];
            other.submit(id);
            return other.ops.work().facts(id).has("cost");
          },
          known -> known);
    }
  }

  private static ContributionStatus status(String port) {
    return millrace.contributions().stream()
        .filter(one -> one.port().equals(port))
        .findFirst()
        .orElseThrow();
  }
}
