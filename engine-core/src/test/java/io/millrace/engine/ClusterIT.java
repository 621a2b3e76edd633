// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bpmn.ValueStreams;
import io.millrace.engine.internal.CheckedClocks;
import io.millrace.engine.internal.TestLayers;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.PackRef;
import io.millrace.model.WorkItemState;
import io.millrace.plugin.Plugin;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several nodes on one database: they start at once, come and go, and agree on the time. */
class ClusterIT {
  private static final int NODES = 3;

  private final ExecutorService threads = Executors.newFixedThreadPool(NODES);
  private final ScriptedHandler handler = new ScriptedHandler();
  private final List<Millrace> nodes = new ArrayList<>();
  private DataSource database;

  @BeforeEach
  void newDatabase() {
    database = TestStore.newDatabase();
  }

  @AfterEach
  void close() {
    nodes.forEach(Millrace::close);
    threads.shutdownNow();
  }

  private MillraceBuilder node() {
    return Millrace.builder()
        .dataSource(database)
        .timers(false)
        .valueStream(TestStreams.hire())
        .plugin(plugin());
  }

  private Plugin plugin() {
    return new PluginTest.Bundle("axle", to -> to.stepHandler(handler));
  }

  private <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    CyclicBarrier start = new CyclicBarrier(calls.size());
    List<Future<T>> futures = new ArrayList<>();
    for (Callable<T> call : calls) {
      futures.add(
          threads.submit(
              () -> {
                start.await(60, TimeUnit.SECONDS);
                return call.call();
              }));
    }
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(future.get(120, TimeUnit.SECONDS));
    }
    return results;
  }

  private long count(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void empty() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      if (TestStore.isPostgresql()) {
        statement.execute("drop schema public cascade");
        statement.execute("create schema public");
      } else {
        statement.execute("drop all objects");
      }
    }
  }

  @Test
  void shouldLetNodesStartAtOnceOnAnEmptyDatabase() throws Exception {
    // given
    empty();

    // when
    List<Callable<Millrace>> starts = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      starts.add(() -> node().build());
    }
    nodes.addAll(atOnce(starts));

    // then
    long streams = ValueStreams.builtIn().all().size() + 1;
    assertThat(count("select count(*) from ACT_RE_DEPLOYMENT")).isEqualTo(streams);
    assertThat(count("select count(*) from MR_STREAM")).isEqualTo(streams);
    for (int i = 0; i < NODES; i++) {
      Desk desk = Desk.of(nodes.get(i), "t", "ann");
      desk.submit(Demand.builder("H-" + i).title("A bike").stream("hire"));
    }
    Desk last = Desk.of(nodes.get(NODES - 1), "t", "ann");
    for (int i = 0; i < NODES; i++) {
      String item = "H-" + i;
      Eventually.until(() -> last.openSteps(item), List.of("handOver")::equals);
      last.complete(item, "handOver");
    }
  }

  @Test
  void shouldGoOnWhileNodesComeAndGo() throws Exception {
    // given
    Millrace stays = node().build();
    nodes.add(stays);
    int items = 30;

    // when
    Future<?> others =
        threads.submit(
            () -> {
              for (int i = 0; i < 2; i++) {
                try (Millrace guest = node().build()) {
                  Desk.of(guest, "t", "bob")
                      .submit(Demand.builder("G-" + i).title("A bike").stream("hire"));
                }
              }
            });
    Desk desk = Desk.of(stays, "t", "ann");
    for (int i = 0; i < items; i++) {
      String item = "H-" + i;
      desk.submit(Demand.builder(item).title("A bike").stream("hire"));
    }
    others.get(120, TimeUnit.SECONDS);

    // then
    List<String> all = new ArrayList<>(List.of("G-0", "G-1"));
    IntStream.range(0, items).forEach(i -> all.add("H-" + i));
    for (String item : all) {
      Eventually.until(() -> desk.openSteps(item), List.of("handOver")::equals);
      assertThat(desk.complete(item, "handOver").item().state()).isEqualTo(WorkItemState.CLOSED);
      assertThat(handler.calls(item).stream().map(task -> task.idempotencyKey()).distinct())
          .hasSize(1);
    }
    assertThat(desk.ops.failures().count()).isZero();
  }

  @Test
  void shouldDoTheSameOnceWhenTwoNodesAreAskedAtOnce() throws Exception {
    // given
    nodes.add(CheckedClocks.layered(database));
    nodes.add(CheckedClocks.layered(database));
    Operations one = nodes.get(0).as(new Caller("t", "ann"));
    Operations other = nodes.get(1).as(new Caller("t", "ann"));

    for (int i = 0; i < 5; i++) {
      // when
      Demand demand = Demand.builder("INC-" + i).title("Cannot log in").build();
      List<Receipt> receipts =
          atOnce(List.of(() -> one.intake().submit(demand), () -> other.intake().submit(demand)));

      // then
      assertThat(receipts).filteredOn(Receipt::repeated).hasSize(1);
      assertThat(receipts.get(0).item()).isEqualTo(receipts.get(1).item());

      // when
      String name = "p-" + i;
      List<PackRef> packs =
          atOnce(
              List.of(
                  () -> one.policies().add(TestLayers.pack(name, "1", "desk")),
                  () -> other.policies().add(TestLayers.pack(name, "1", "desk"))));

      // then
      assertThat(packs.get(0)).isEqualTo(packs.get(1));
      assertThat(count("select count(*) from MR_PACK where ID = '" + name + "'")).isEqualTo(1);

      // when
      String key = "chain" + i;
      List<StreamVersion> versions =
          atOnce(
              List.of(
                  () -> one.streams().add(StreamText.chain(key, "book").model()),
                  () -> other.streams().add(StreamText.chain(key, "book").model())));

      // then
      assertThat(versions).extracting(StreamVersion::version).containsOnly(1);
      assertThat(count("select count(*) from MR_STREAM where STREAM = '" + key + "'")).isEqualTo(1);
    }
  }

  @Test
  void shouldRefuseToStartWhenTheClocksAreApart() {
    LyingDatabase ahead = LyingDatabase.of(database, 600);
    LyingDatabase behind = LyingDatabase.of(database, -600);

    assertThatThrownBy(() -> Millrace.builder().dataSource(ahead.dataSource()).build())
        .isInstanceOf(EngineException.class)
        .hasMessageMatching(
            "Expected this machine's clock and the database's to be at most 5000 ms apart, but this"
                + " machine's is (599|600)\\d{3} ms \\(give or take \\d+ ms\\) behind\\.\n"
                + "Maybe let both machines follow the same time servers \\(NTP\\), or raise the"
                + " clock tolerance\\.");
    assertThatThrownBy(() -> Millrace.builder().dataSource(behind.dataSource()).build())
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(" ahead.");
  }

  @Test
  void shouldTakeNoStepsWhileTheClocksAreApart() throws Exception {
    // given
    LyingDatabase lying = LyingDatabase.of(database, 0);
    Millrace millrace =
        CheckedClocks.open(
            lying.dataSource(), Duration.ofMillis(50), TestStreams.hireAfterATimer(), plugin());
    nodes.add(millrace);
    Desk desk = Desk.of(millrace, "t", "ann");
    desk.ops
        .streams()
        .add(TestModel.of("fix").start().handler("mend", "booking").end("done").build());
    handler.script("B-1", (task, call) -> io.millrace.plugin.port.StepHandler.Completion.done());
    handler.script("B-2", (task, call) -> io.millrace.plugin.port.StepHandler.Completion.done());
    desk.submit(Demand.builder("B-1").title("A bike").stream("fix"));
    Eventually.until(() -> desk.item("B-1").state(), WorkItemState.CLOSED::equals);

    // when
    lying.ahead(600);
    Eventually.until(() -> CheckedClocks.areGood(millrace), good -> !good);
    desk.submit(Demand.builder("B-2").title("A bike").stream("fix"));
    desk.submit(Demand.builder("H-1").title("A bike").stream("hire"));
    TimeUnit.MILLISECONDS.sleep(2_500); // the pool looks each second, and the timer has run out

    // then
    assertThat(handler.calls("B-2")).isEmpty();
    assertThat(desk.openSteps("H-1")).isEmpty();

    // when
    lying.ahead(0);

    // then
    Eventually.until(() -> desk.item("B-2").state(), WorkItemState.CLOSED::equals);
    Eventually.until(() -> desk.openSteps("H-1"), List.of("handOver")::equals);
  }
}
