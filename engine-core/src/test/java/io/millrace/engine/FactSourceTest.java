// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.FactSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fact sources enrich demand, and never lose it. */
class FactSourceTest {
  private static final ScriptedSource CMDB = new ScriptedSource();
  private static Millrace millrace;
  private Desk desk;

  /** A source that answers what the running test says. */
  private static final class ScriptedSource implements FactSource {
    private final BlockingQueue<List<Demand>> calls = new LinkedBlockingQueue<>();
    private volatile Function<List<Demand>, Map<String, Facts>> answer = demands -> Map.of();

    @Override
    public String name() {
      return "cmdb";
    }

    @Override
    public Set<String> provides() {
      return Set.of("impact", "service");
    }

    @Override
    public Map<String, Facts> lookUp(String tenant, List<Demand> demands) {
      calls.add(demands);
      return answer.apply(demands);
    }
  }

  @BeforeAll
  static void open() {
    millrace =
        TestStore.builder()
            .plugin(
                new Plugin() {
                  @Override
                  public String id() {
                    return "axle-cmdb";
                  }

                  @Override
                  public void contribute(Contributions contributions) {
                    contributions.factSource(CMDB);
                  }
                })
            .factSourceBudget(Duration.ofMillis(500))
            .build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
    CMDB.calls.clear();
    CMDB.answer = demands -> Map.of();
  }

  private Facts inputs(String item) {
    return desk.ops.decisions().ofItem(item).get(0).decision().inputs();
  }

  private static Demand demand(String id) {
    return Demand.builder(id).title("The wiki is slow").fact("urgency", 1).build();
  }

  @Test
  void shouldAskOnceForAllDemandsOfASubmission() {
    // given
    CMDB.answer = demands -> Map.of("D-2", Facts.of("impact", 1));

    // when
    List<Receipt> receipts = desk.ops.intake().submitAll(List.of(demand("D-1"), demand("D-2")));

    // then
    assertThat(CMDB.calls).hasSize(1);
    assertThat(CMDB.calls.element()).extracting(Demand::id).containsExactly("D-1", "D-2");
    assertThat(receipts.get(1).item().priority()).startsWith("1");
    assertThat(receipts.get(0).item().priority()).doesNotStartWith("1");
    assertThat(inputs("D-1").missing()).isEmpty();
  }

  @Test
  void shouldLetTheHostsWordWin() {
    CMDB.answer = demands -> Map.of("D-1", Facts.of("urgency", 5).with(Facts.of("impact", 1)));

    desk.ops.intake().submit(demand("D-1"));

    assertThat(inputs("D-1").text("urgency", "")).isEqualTo("1");
    assertThat(inputs("D-1").text("impact", "")).isEqualTo("1");
  }

  @Test
  void shouldIgnoreFactsThatWereNotDeclared() {
    CMDB.answer =
        demands -> Map.of("D-1", Facts.of("kind", "CHANGE"), "D-404", Facts.of("impact", 1));

    desk.ops.intake().submit(demand("D-1"));

    assertThat(inputs("D-1").has("kind")).isFalse();
    assertThat(desk.ops.work().find("D-404")).isEmpty();
  }

  @Test
  void shouldPassOnWhatTheSourceCallsMissing() {
    CMDB.answer =
        demands -> Map.of("D-1", Facts.builder().missing("impact", "no such service").build());

    desk.ops.intake().submit(demand("D-1"));

    assertThat(inputs("D-1").missing()).containsExactly(Map.entry("impact", "no such service"));
  }

  @Test
  void shouldNotLoseADemandWhenTheSourceIsLate() throws Exception {
    // given
    CountDownLatch interrupted = new CountDownLatch(1);
    CMDB.answer =
        demands -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return Map.of();
        };

    // when
    Receipt receipt = desk.ops.intake().submit(demand("D-1"));

    // then
    assertThat(receipt.item().openSteps()).hasSize(1);
    assertThat(inputs("D-1").missing())
        .containsOnlyKeys("impact", "service")
        .containsEntry("impact", "fact source 'cmdb': it took longer than 500 ms");
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void shouldNotLoseADemandWhenTheSourceFails() {
    CMDB.answer =
        demands -> {
          throw new IllegalStateException("the CMDB is down");
        };

    desk.ops.intake().submit(demand("D-1"));

    assertThat(inputs("D-1").missing())
        .containsEntry(
            "service",
            "fact source 'cmdb': it failed: java.lang.IllegalStateException: the CMDB is down");
    assertThat(
            desk.ops.decisions().explain(desk.ops.decisions().ofItem("D-1").get(0).id()).toText())
        .contains("fact service is missing: fact source 'cmdb'");
  }

  @Test
  void shouldNotLoseADemandWhenTheSourceThrowsAnError() {
    CMDB.answer =
        demands -> {
          throw new AssertionError("a bug");
        };

    desk.ops.intake().submit(demand("D-1"));

    assertThat(inputs("D-1").missing()).containsKeys("impact", "service");
  }

  @Test
  @SuppressWarnings({"unchecked", "NullAway", "rawtypes"}) // a source that breaks its contract
  void shouldNotLoseADemandWhenTheAnswerIsNonsense() {
    Map<String, Facts> wrongType = (Map) new HashMap<>(Map.of("D-1", "no facts"));
    List<Function<List<Demand>, Map<String, Facts>>> answers =
        List.of(demands -> null, demands -> wrongType);
    for (Function<List<Demand>, Map<String, Facts>> nonsense : answers) {
      Desk other = Desk.ofNewTenant(millrace);
      CMDB.answer = nonsense;

      other.ops.intake().submit(demand("D-1"));

      assertThat(other.ops.decisions().ofItem("D-1").get(0).decision().inputs().missing())
          .hasEntrySatisfying(
              "impact", why -> assertThat(why).contains("its answer cannot be used"));
    }
  }

  @Test
  void shouldEndAMissingMarkWhenTheFactBecomesKnown() {
    CMDB.answer =
        demands -> {
          throw new IllegalStateException("down");
        };
    desk.ops.intake().submit(demand("D-1"));

    Receipt receipt = desk.ops.work().updateFacts(UpdateFacts.of("D-1", Facts.of("impact", 1)));

    assertThat(receipt.item().priority()).startsWith("1");
    assertThat(desk.ops.decisions().ofItem("D-1").get(4).decision().inputs().missing())
        .containsOnlyKeys("service");
  }

  @Test
  void shouldRefuseABudgetThatLeavesNoTime() {
    assertThatThrownBy(() -> TestStore.builder().factSourceBudget(Duration.ZERO))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the fact source budget to be positive, but it is PT0S.\n"
                + "Maybe pass a duration such as Duration.ofSeconds(2).");
    assertThatThrownBy(() -> TestStore.builder().handlerBudget(Duration.ofSeconds(-1)))
        .hasMessageStartingWith("Expected the handler budget to be positive, but it is PT-1S.");
  }
}
