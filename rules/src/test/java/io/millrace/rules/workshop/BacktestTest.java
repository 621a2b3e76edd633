// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Reason;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.PriorityMatrices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BacktestTest {
  private static final Instant START = Instant.parse("2024-03-04T08:00:00Z");
  private static final String LEVEL = "priority_level";
  private static final String TEAM = "routing_team";

  private final List<PolicyPack> packs = new ArrayList<>();

  @AfterEach
  void close() {
    packs.forEach(PolicyPack::close);
  }

  @Test
  void shouldCompareWithWhatWasRecorded() {
    // given
    List<PastItem> items =
        List.of(
            recorded("A", "1 - High", "1 - High", "1 - Critical", "desk"),
            recorded("B", "2 - Medium", "2 - Medium", "1 - Critical", "desk"),
            recorded("C", "2 - Medium", "2 - Medium", "3 - Moderate", "desk"),
            recorded("D", "2 - Medium", "1 - High", "4 - Low", "desk"),
            new PastItem("E", Facts.of("impact", "1 - High"), START, Map.of()));
    // when
    BacktestReport report = Backtest.of(pack("servicenow")).build().run(items);
    // then
    assertThat(report.oldPack()).isNull();
    assertThat(report.items()).isEqualTo(5);
    assertThat(report.failed()).isZero();
    assertThat(report.changed()).isEqualTo(4);
    BacktestOutput level = output(report, LEVEL);
    assertThat(level.compared()).isEqualTo(4);
    assertThat(level.changed()).isEqualTo(2);
    assertThat(level.changedShare()).isEqualTo(0.5);
    assertThat(level.raised()).isEqualTo(1);
    assertThat(level.lowered()).isEqualTo(1);
    assertThat(level.confusion().oldValues())
        .containsExactly("1 - Critical", "3 - Moderate", "4 - Low", BacktestConfusion.NONE);
    assertThat(level.confusion().newValues())
        .containsExactly("1 - Critical", "2 - High", "3 - Moderate");
    assertThat(level.confusion().counts())
        .containsExactly(
            List.of(1L, 0L, 1L), List.of(0L, 0L, 1L), List.of(0L, 1L, 0L), List.of(0L, 1L, 0L));
    assertThat(level.confusion().count("4 - Low", "2 - High")).isEqualTo(1);
    assertThat(level.confusion().count("4 - Low", "9")).isZero();
  }

  @Test
  void shouldListTheItemsThatMoveMost() {
    List<PastItem> items =
        List.of(
            recorded("near", "2 - Medium", "2 - Medium", "2 - High", "desk"),
            recorded("far", "3 - Low", "3 - Low", "1 - Critical", "desk"),
            recorded("up", "1 - High", "1 - High", "3 - Moderate", "desk"),
            recorded("same", "1 - High", "1 - High", "1 - Critical", "desk"));
    BacktestOutput level =
        output(Backtest.of(pack("servicenow")).listedMoves(2).build().run(items), LEVEL);
    assertThat(level.moves())
        .extracting(move -> move.itemId() + " " + move.ranks())
        .containsExactly("far -3", "up 2");
    BacktestMove far = level.moves().get(0);
    assertThat(far.oldReasons()).isEmpty();
    assertThat(far.oldValue()).isEqualTo("1 - Critical");
    assertThat(far.newValue()).isEqualTo("4 - Low");
    assertThat(far.newReasons())
        .singleElement()
        .returns("io.millrace.policy.priority/impact and urgency", Reason::rule)
        .returns(Map.of("impact", "3 - Low", "urgency", "3 - Low"), Reason::facts);
  }

  @Test
  void shouldCompareTwoPacks() {
    // given
    PolicyPack old = pack("servicenow");
    PolicyPack changed =
        PolicyPacks.builtIn(
            BuiltInOptions.builder()
                .matrix(PriorityMatrices.named("servicenow"))
                .route("network", "net-team")
                .build());
    packs.add(changed);
    List<PastItem> items =
        List.of(
            PastItem.of("A", Facts.of("category", "network"), START),
            PastItem.of("B", Facts.of("category", "printing"), START));
    // when
    BacktestReport report = Backtest.of(changed).old(old).build().run(items);
    // then
    assertThat(report.oldPack()).isEqualTo(old.ref());
    assertThat(report.newPack()).isEqualTo(changed.ref());
    assertThat(report.outputs())
        .filteredOn(output -> output.changed() > 0)
        .extracting(BacktestOutput::variable)
        .containsExactly(TEAM);
    BacktestMove move = output(report, TEAM).moves().get(0);
    assertThat(move.itemId()).isEqualTo("A");
    assertThat(move.ranks()).isZero();
    assertThat(move.oldReasons()).extracting(Reason::value).containsExactly("infrastructure");
    assertThat(move.newReasons()).extracting(Reason::value).containsExactly("net-team");
    assertThat(report.outputs())
        .extracting(BacktestOutput::variable)
        .contains("classification_kind", "class_of_service_class", "priority_rank");
    assertThat(output(report, TEAM).compared()).isEqualTo(2);
  }

  @Test
  void shouldCountTheLoadPerWeek() {
    List<PastItem> items = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Facts facts = Facts.of("category", i < 6 ? "network" : "printing");
      Instant at = START.plus(Duration.ofDays(4L * i));
      items.add(new PastItem("T" + i, facts, at, i < 2 ? Map.of() : Map.of(TEAM, "desk")));
    }
    BacktestReport report = Backtest.of(pack("default")).build().run(items);
    assertThat(report.weeks()).isEqualTo(4);
    assertThat(report.from()).isEqualTo(START);
    assertThat(report.to()).isEqualTo(START.plus(Duration.ofDays(28)));
    assertThat(output(report, TEAM).load())
        .containsExactly(
            new BacktestLoad("desk", 6, 0, 1.5, 0),
            new BacktestLoad("infrastructure", 0, 6, 0, 1.5),
            new BacktestLoad("workplace", 0, 2, 0, 0.5),
            new BacktestLoad(BacktestConfusion.NONE, 2, 0, 0.5, 0));
    assertThat(output(report, "class_of_service_class").load())
        .extracting(BacktestLoad::value, BacktestLoad::newItems)
        .contains(tuple("STANDARD", 8L));
  }

  @Test
  void shouldTakeAtLeastOneWeek() {
    BacktestReport one =
        Backtest.of(pack("default")).build().run(List.of(PastItem.of("A", Facts.none(), START)));
    assertThat(one.weeks()).isEqualTo(1);
    BacktestReport none = Backtest.of(pack("default")).build().run(List.of());
    assertThat(none.items()).isZero();
    assertThat(none.from()).isNull();
    assertThat(none.findOutput(LEVEL)).hasValueSatisfying(o -> assertThat(o.compared()).isZero());
    assertThat(none.findOutput("priority_nothing")).isEmpty();
  }

  @Test
  void shouldListWhatCannotBeDecidedAndGoOn() {
    // given
    List<PastItem> items = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      Facts facts = i % 100 == 7 ? Facts.of("broken", "yes") : Facts.none();
      items.add(new PastItem("T" + i, facts, START, Map.of(LEVEL, "3 - Moderate")));
    }
    PolicyPack sound = pack("servicenow");
    // when
    BacktestReport report =
        Backtest.of(new FailingPack(sound)).old(sound).listedFailures(3).build().run(items);
    BacktestReport turned = Backtest.of(sound).old(new FailingPack(sound)).build().run(items);
    // then
    assertThat(report.items()).isEqualTo(600);
    assertThat(report.failed()).isEqualTo(6);
    assertThat(report.failures())
        .containsExactly(failure("T7", "NEW"), failure("T107", "NEW"), failure("T207", "NEW"));
    assertThat(output(report, LEVEL).compared()).isEqualTo(594);
    assertThat(turned.failures()).hasSize(6).startsWith(failure("T7", "OLD"));
  }

  @Test
  void shouldNotHideWhatIsNoFailureOfAPolicy() {
    PolicyPack pack = new FailingPack(pack("default"), new IllegalStateException("a bug"));
    List<PastItem> items = List.of(PastItem.of("A", Facts.of("broken", "yes"), START));
    assertThatThrownBy(() -> Backtest.of(pack).build().run(items))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a bug");
  }

  @Test
  void shouldGiveTheSameReportWhateverTheThreads() {
    long seed = new Random().nextLong();
    List<PastItem> items = madeItems(new Random(seed), 5_000);
    PolicyPack old = pack("servicenow");
    PolicyPack now = new FailingPack(pack("default"));
    BacktestReport one = Backtest.of(now).old(old).threads(1).build().run(items);
    BacktestReport many = Backtest.of(now).old(old).threads(7).build().run(items);
    assertThat(many).as("seed %d", seed).isEqualTo(one);
  }

  @Test
  void shouldCountLikeASimpleLoop() {
    long seed = new Random().nextLong();
    List<PastItem> items = madeItems(new Random(seed), 3_000);
    PolicyPack now = pack("servicenow");
    Map<String, Long> expected = new TreeMap<>();
    for (PastItem item : items) {
      String before = item.recorded().getOrDefault(LEVEL, BacktestConfusion.NONE);
      String after =
          now.decide(DecisionPoint.PRIORITY, item.facts(), item.at()).output("level", "");
      expected.merge(before + " -> " + after, 1L, Long::sum);
    }
    BacktestOutput level = output(Backtest.of(now).build().run(items), LEVEL);
    Map<String, Long> counted = new TreeMap<>();
    for (String before : level.confusion().oldValues()) {
      for (String after : level.confusion().newValues()) {
        long count = level.confusion().count(before, after);
        if (count > 0) {
          counted.put(before + " -> " + after, count);
        }
      }
    }
    assertThat(counted).as("seed %d", seed).isEqualTo(expected);
    long changed =
        expected.entrySet().stream()
            .filter(e -> !e.getKey().startsWith(BacktestConfusion.NONE))
            .filter(e -> !e.getKey().split(" -> ")[0].equals(e.getKey().split(" -> ")[1]))
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(level.changed()).as("seed %d", seed).isEqualTo(changed);
    assertThat(level.raised() + level.lowered()).as("seed %d", seed).isEqualTo(changed);
  }

  @Test
  void shouldStayBoundedWithEverNewAnswers() {
    int count = 30_000;
    Iterable<PastItem> items =
        () ->
            IntStream.range(0, count)
                .mapToObj(
                    i ->
                        new PastItem(
                            "T" + i,
                            Facts.none(),
                            START,
                            Map.of(TEAM, "Team " + i + "x".repeat(500))))
                .iterator();
    BacktestOutput team =
        output(Backtest.of(pack("default")).listedValues(5).build().run(items), TEAM);
    assertThat(team.confusion().oldValues())
        .hasSize(5)
        .endsWith(BacktestConfusion.OTHER)
        .allSatisfy(value -> assertThat(value).hasSizeLessThanOrEqualTo(120));
    assertThat(team.confusion().counts().stream().flatMap(List::stream).mapToLong(n -> n).sum())
        .isEqualTo(count);
    assertThat(team.load()).hasSizeLessThanOrEqualTo(7);
    assertThat(team.load().stream().mapToLong(BacktestLoad::oldItems).sum()).isEqualTo(count);
    assertThat(team.changed()).isEqualTo(count);
    assertThat(team.moves()).hasSize(20);
  }

  @Test
  void shouldListWhatStaysOnBothSides() {
    // given: 'rare' is common on the old side only, and two of its items keep it
    List<PastItem> items = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Facts facts = Facts.of("team", i < 2 ? "rare" : i < 6 ? "one" : "two");
      items.add(new PastItem("T" + i, facts, START, Map.of(TEAM, i < 9 ? "rare" : "two")));
    }
    // when
    BacktestConfusion team =
        output(Backtest.of(pack("default")).listedValues(2).build().run(items), TEAM).confusion();
    // then
    assertThat(team.oldValues()).containsExactly("rare", BacktestConfusion.OTHER);
    assertThat(team.newValues()).containsExactly("one", "rare", BacktestConfusion.OTHER);
    assertThat(team.counts()).containsExactly(List.of(4L, 2L, 3L), List.of(0L, 0L, 1L));
  }

  @Test
  void shouldShowExamplesOfTheCommonestChangesInTurns() {
    List<PastItem> items = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      items.add(recorded("A" + i, "1", "1", "1", "alpha"));
    }
    items.add(recorded("B", "1", "1", "1", "beta"));
    BacktestOutput team =
        output(Backtest.of(pack("default")).listedMoves(3).build().run(items), TEAM);
    assertThat(team.moves()).extracting(BacktestMove::itemId).containsExactly("A0", "B", "A1");
    assertThat(team.flows())
        .containsExactly(
            new BacktestFlow("alpha", "service-desk", 5),
            new BacktestFlow("beta", "service-desk", 1));
  }

  @Test
  void shouldRankLevelsThatNoDecisionGave() {
    // given: all items get 3 - Medium, so that the ranks of other levels are told by their numbers
    List<PastItem> itop =
        List.of(
            recorded("A", "2 - Service", "3 - Medium", "1 - Critical", "desk"),
            recorded("B", "2 - Service", "3 - Medium", "unknown", "desk"));
    BacktestOutput level = output(Backtest.of(pack("itop")).build().run(itop), LEVEL);
    assertThat(level.moves())
        .extracting(BacktestMove::itemId, BacktestMove::ranks)
        .containsExactly(tuple("A", -2), tuple("B", 0));
    // given: bigger is more important
    List<PastItem> glpi =
        List.of(
            recorded("A", "5", "5", "1 - Very low", "desk"),
            recorded("B", "1", "1", "5 - Very high", "desk"),
            recorded("C", "3", "3", "4 - High", "desk"));
    level = output(Backtest.of(pack("glpi")).build().run(glpi), LEVEL);
    assertThat(level.moves())
        .extracting(BacktestMove::itemId, BacktestMove::ranks)
        .containsExactly(tuple("A", 4), tuple("B", -4), tuple("C", -1));
    assertThat(level.confusion().oldValues())
        .containsExactly("5 - Very high", "4 - High", "1 - Very low");
  }

  @Test
  void shouldTellHowFarItIsAndReadOnlyAFewBatchesAhead() {
    AtomicInteger read = new AtomicInteger();
    List<PastItem> items = Collections.nCopies(20_000, PastItem.of("A", Facts.none(), START));
    Iterable<PastItem> counting =
        () -> {
          Iterator<PastItem> all = items.iterator();
          return new Iterator<>() {
            @Override
            public boolean hasNext() {
              return all.hasNext();
            }

            @Override
            public PastItem next() {
              read.incrementAndGet();
              return all.next();
            }
          };
        };
    List<Long> heard = new ArrayList<>();
    List<Long> ahead = new ArrayList<>();
    Backtest.of(pack("default"))
        .threads(2)
        .build()
        .run(
            counting,
            done -> {
              heard.add(done);
              ahead.add(read.get() - done);
            });
    assertThat(heard).isSorted().endsWith(20_000L);
    assertThat(ahead).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(4 * 256L));
  }

  @Test
  void shouldEndOnInterruptAndLeaveNoThread() throws InterruptedException {
    Iterable<PastItem> endless =
        () ->
            IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> PastItem.of("T" + i, Facts.none(), START))
                .iterator();
    Backtest backtest = Backtest.of(pack("default")).build();
    assertThatThrownBy(() -> backtest.run(endless, done -> Thread.currentThread().interrupt()))
        .isInstanceOf(BacktestInterruptedException.class)
        .hasMessageStartingWith("Expected the backtest to come to its end, but it was interrupted")
        .hasMessageContaining("\nMaybe start it again");
    assertThat(Thread.interrupted()).isTrue();
    for (Thread worker : Thread.getAllStackTraces().keySet()) {
      if (worker.getName().equals("millrace-backtest")) {
        worker.join(10_000);
        assertThat(worker.isAlive()).isFalse();
      }
    }
  }

  @Test
  void shouldAskThePointsThatAreNamed() {
    Backtest backtest = Backtest.of(pack("default")).points(List.of(DecisionPoint.ROUTING)).build();
    assertThat(backtest.points()).containsExactly(DecisionPoint.ROUTING);
    assertThat(backtest.run(List.of()).outputs())
        .extracting(BacktestOutput::variable)
        .containsExactly(TEAM, "routing_mode", "routing_supplier");
    assertThat(Backtest.of(pack("default")).build().points())
        .containsExactly(
            DecisionPoint.CLASSIFICATION,
            DecisionPoint.PRIORITY,
            DecisionPoint.CLASS_OF_SERVICE,
            DecisionPoint.ROUTING);
  }

  @Test
  void shouldRefuseWhatCannotBeCompared() {
    Backtest.Builder builder = Backtest.of(pack("default"));
    builder.points(List.of(new DecisionPoint("horoscope")));
    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("to answer the decision point 'horoscope', but it answers [class")
        .hasMessageContaining("\nMaybe name only points that both packs answer.");
    builder.points(List.of());
    assertThatThrownBy(builder::build).hasMessageContaining("at least one decision point");
    builder.points(List.of(DecisionPoint.ROUTING, DecisionPoint.ROUTING));
    assertThatThrownBy(builder::build).hasMessageContaining("each decision point once, but got");
    assertThatThrownBy(() -> builder.threads(0))
        .hasMessageContaining("number of threads to be at least 1, but it is 0.");
    assertThatThrownBy(() -> PastItem.of(" ", Facts.none(), START))
        .hasMessageContaining("Expected a past item to have an id, but it is blank.");
  }

  @Test
  void shouldCutLongTextsOfReasons() {
    Facts facts = Facts.of("team", "t".repeat(10_000));
    BacktestReport report =
        Backtest.of(pack("default"))
            .build()
            .run(List.of(new PastItem("A", facts, START, Map.of(TEAM, "desk"))));
    assertThat(output(report, TEAM).moves().get(0).newReasons())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.value()).hasSize(200).endsWith("...");
              assertThat(reason.facts().get("team")).hasSize(200);
            });
  }

  @Test
  void shouldOrderNamesWithNumbersBySize() {
    List<String> names =
        new ArrayList<>(List.of("Group 70", "Group 9", "group", "Group", "9a", "10"));
    names.sort(BacktestLabels.BY_NAME);
    assertThat(names).containsExactly("9a", "10", "Group", "Group 9", "Group 70", "group");
  }

  private static BacktestFailure failure(String id, String side) {
    return new BacktestFailure(
        id, START, BacktestSide.valueOf(side), "Expected an answer, but it broke.\nMaybe mend it.");
  }

  private static List<PastItem> madeItems(Random random, int count) {
    String[] axis = {"1 - High", "2 - Medium", "3 - Low"};
    String[] levels = {"1 - Critical", "2 - High", "3 - Moderate", "4 - Low"};
    String[] words = {"printer", "broken", "server", "down", "please", "new", "password", "slow"};
    List<PastItem> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Facts.Builder facts = Facts.builder();
      facts.put("impact", axis[random.nextInt(3)]).put("urgency", axis[random.nextInt(3)]);
      facts.put("title", words[random.nextInt(8)] + " " + words[random.nextInt(8)]);
      if (random.nextInt(500) == 0) {
        facts.put("broken", true);
      }
      Map<String, String> recorded =
          random.nextInt(10) == 0 ? Map.of() : Map.of(LEVEL, levels[random.nextInt(4)]);
      Instant at = START.plusSeconds(random.nextInt(10_000_000));
      items.add(new PastItem("T" + i, facts.build(), at, recorded));
    }
    return items;
  }

  private static PastItem recorded(
      String id, String impact, String urgency, String level, String team) {
    Facts facts = Facts.builder().put("impact", impact).put("urgency", urgency).build();
    return new PastItem(id, facts, START, Map.of(LEVEL, level, TEAM, team));
  }

  private PolicyPack pack(String matrix) {
    PolicyPack pack =
        PolicyPacks.builtIn(
            BuiltInOptions.builder().matrix(PriorityMatrices.named(matrix)).build());
    packs.add(pack);
    return pack;
  }

  private static BacktestOutput output(BacktestReport report, String variable) {
    return report.findOutput(variable).orElseThrow();
  }
}
