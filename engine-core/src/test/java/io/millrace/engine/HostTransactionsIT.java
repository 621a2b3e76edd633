// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.event.Event;
import io.millrace.event.EventType;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.KnowledgeArticle;
import io.millrace.plugin.port.FactSource;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Millrace takes part in a host's own transactions, which the host alone begins and ends. */
class HostTransactionsIT {
  private static final BlockingQueue<Event> EVENTS = new LinkedBlockingQueue<>();
  private static final BlockingQueue<String> ASKED = new LinkedBlockingQueue<>();
  private static final Faults FAULTS = new Faults();
  private static DataSource observer;
  private static ThreadTransactions host;
  private static Millrace millrace;
  private Desk desk;

  private static final class Undo extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Cmdb implements FactSource {
    @Override
    public String name() {
      return "cmdb";
    }

    @Override
    public Set<String> provides() {
      return Set.of("impact", "urgency", "site");
    }

    @Override
    public Map<String, Facts> lookUp(String tenant, List<Demand> demands) {
      demands.forEach(demand -> ASKED.add(demand.id()));
      return demands.stream()
          .filter(demand -> demand.id().startsWith("K"))
          .collect(
              Collectors.toMap(
                  Demand::id, demand -> Facts.of("impact", 1).with(Facts.of("urgency", 1))));
    }
  }

  private static Map<String, List<KnowledgeArticle>> articles(String tenant, List<Demand> demands) {
    assertThat(host.isActive()).isFalse();
    return demands.stream()
        .filter(demand -> demand.id().startsWith("K"))
        .collect(
            Collectors.toMap(
                Demand::id, demand -> List.of(new KnowledgeArticle("KE-1", "Mail", true, null))));
  }

  /** Fails at news about some work items, as if a class of its own were missing. */
  private static void takePart(List<Event> events) {
    for (Event event : events) {
      if (event.type() == EventType.FACTS_UPDATED && event.item().startsWith("KX")) {
        throw new NoClassDefFoundError("acme/Mirror");
      }
    }
  }

  @BeforeAll
  static void open() throws SQLException {
    DataSource driver = TestStore.newUnpooledDatabase();
    observer = driver;
    execute("create table HOST_TICKET (id varchar(64) primary key)");
    host = new ThreadTransactions(FAULTS.over(TestStore.pool(FAULTS.under(driver))));
    millrace =
        // tables are made outside it, though it is built inside
        host.inNew(
            () ->
                Millrace.builder()
                    .dataSource(host.dataSource())
                    .transactions(host)
                    .valueStream(StreamText.chain("quick", "look").stream())
                    .plugin(
                        new PluginTest.Bundle(
                            "host",
                            to ->
                                to.factSource(new Cmdb())
                                    .knowledgeBase(HostTransactionsIT::articles)
                                    .participant(HostTransactionsIT::takePart)
                                    .eventSink("test", EVENTS::add)))
                    .build());
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
    ASKED.clear();
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = observer.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A row of the host's own, in its running transaction. */
  private static void ticket(String id) {
    try (Statement statement = host.connection().createStatement()) {
      statement.executeUpdate("insert into HOST_TICKET values ('" + id + "')");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static long committed(String table) throws SQLException {
    try (Connection connection = observer.getConnection()) {
      return count(connection, table);
    }
  }

  private static List<Event> eventsOf(Desk desk) {
    return EVENTS.stream().filter(event -> event.tenant().equals(desk.tenant)).toList();
  }

  private static String ticketsOf(Desk desk) {
    return "HOST_TICKET where id like '" + desk.tenant + "/%'";
  }

  private static String itemsOf(Desk desk) {
    return "MR_WORK_ITEM where TENANT = '" + desk.tenant + "'";
  }

  @Test
  void shouldShareAHostsTransaction() throws Exception {
    host.inNew(
        () -> {
          // when
          ticket(desk.tenant + "/1");
          desk.submit("A");
          desk.complete("A", "register");

          // then each sees what the other wrote, and nobody else does
          assertThat(desk.openSteps("A")).containsExactly("investigate");
          assertThat(desk.ops.flow().report(FlowQuery.all()).arrived()).isEqualTo(1);
          assertThat(desk.ops.decisions().ofItem("A")).isNotEmpty();
          ByteArrayOutputStream log = new ByteArrayOutputStream();
          assertThat(
                  desk.ops
                      .decisions()
                      .writeLog(log, Instant.EPOCH, Instant.now().plusSeconds(60), n -> {}))
              .isPositive();
          try {
            assertThat(count(host.connection(), itemsOf(desk))).isEqualTo(1);
            assertThat(count(host.connection(), ticketsOf(desk))).isEqualTo(1);
            assertThat(committed(itemsOf(desk))).isZero();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
          assertThat(eventsOf(desk)).isEmpty();
          return desk;
        });

    assertThat(committed(itemsOf(desk))).isEqualTo(1);
    assertThat(committed(ticketsOf(desk))).isEqualTo(1);
    Eventually.until(() -> eventsOf(desk), events -> !events.isEmpty());
    assertThat(FAULTS.lent()).isLessThanOrEqualTo(1); // the drainer's
  }

  @Test
  void shouldLeaveNothingOfARollback() throws Exception {
    assertThatThrownBy(
            () ->
                host.inNew(
                    () -> {
                      ticket(desk.tenant + "/1");
                      desk.submit("A");
                      throw new Undo();
                    }))
        .isInstanceOf(Undo.class);

    assertThat(committed(itemsOf(desk))).isZero();
    assertThat(committed(ticketsOf(desk))).isZero();
    assertThat(committed("MR_OUTBOX where TENANT = '" + desk.tenant + "'")).isZero();
    assertThat(desk.submit("A").repeated()).isFalse();
  }

  @Test
  void shouldLeaveTheTransactionUsableAfterARefusal() throws Exception {
    host.inNew(
        () -> {
          desk.submit("A");
          assertThatThrownBy(() -> desk.complete("nobody", "register"))
              .isInstanceOf(NotFoundException.class);
          assertThat(host.isRollbackOnly()).isFalse();
          ticket(desk.tenant + "/1");
          return desk;
        });

    assertThat(committed(ticketsOf(desk))).isEqualTo(1);
  }

  @Test
  void shouldTellAConflictOnceAndGiveTheTransactionUp() throws Exception {
    // given
    desk.submit("A");
    CountDownLatch locked = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    CompletableFuture<Void> other =
        CompletableFuture.runAsync(
            () ->
                host.inNew(
                    () -> {
                      desk.ops.work().perform(StartStep.of("A"));
                      locked.countDown();
                      try {
                        return done.await(60, TimeUnit.SECONDS);
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                    }));
    locked.await();

    // when
    assertThatThrownBy(
            () ->
                host.inNew(
                    () -> {
                      try (Statement statement = host.connection().createStatement()) {
                        statement.execute(
                            TestStore.isPostgresql()
                                ? "set local lock_timeout = 200"
                                : "set lock_timeout 200");
                      } catch (SQLException e) {
                        throw new IllegalStateException(e);
                      }
                      assertThatThrownBy(() -> desk.complete("A", "register"))
                          .isInstanceOf(ConcurrentChangeException.class)
                          .hasMessage(
                              "Expected the operation to be done in the host's transaction, but"
                                  + " others changed or locked the same rows: that transaction can"
                                  + " only be rolled back.\nMaybe repeat the whole transaction.");
                      return host.isRollbackOnly();
                    }))
        .isInstanceOf(ThreadTransactions.GivenUpException.class);

    // then
    done.countDown();
    other.join();
    assertThat(desk.openSteps("A")).containsExactly("register");
  }

  @Test
  void shouldAskFactSourcesAfterTheCommit() throws Exception {
    Receipt receipt =
        host.inNew(
            () -> {
              Receipt inside =
                  desk.submit(Demand.builder("K1").title("No mail").fact("urgency", 4));
              desk.submit("unknown");
              assertThat(ASKED).isEmpty();
              return inside;
            });

    DecisionRecord first = desk.ops.decisions().ofItem("K1").get(0);
    assertThat(first.decision().inputs().missing())
        .containsEntry(
            "impact", "fact source 'cmdb': it is asked after the commit of the host's transaction")
        .containsEntry(
            "knownError", "knowledge base: it is asked after the commit of the host's transaction");
    assertThat(receipt.item().priority()).isNotNull();
    List<DecisionRecord> decisions =
        Eventually.until(() -> desk.ops.decisions().ofItem("K1"), all -> all.size() > 4);
    Facts known = decisions.get(decisions.size() - 1).decision().inputs();
    assertThat(known.values().get("impact")).isNotNull();
    assertThat(known.text("urgency", "")).isEqualTo("4"); // the host's word wins
    assertThat(known.missing()).containsEntry("site", "fact source 'cmdb': it knew nothing");
    assertThat(known.text("knownError", "")).isEqualTo("KE-1");
    Eventually.until(() -> committed("MR_LATE_FACTS"), rows -> rows == 0);
    assertThat(desk.ops.decisions().ofItem("unknown")).hasSize(4); // nothing new was to be decided
  }

  @Test
  void shouldMarkAsManyFactsAsThereIsRoomFor() {
    host.inNew(
        () ->
            desk.submit(Demand.builder("FULL").title("No mail").fact("log", "x".repeat(949_679))));

    assertThat(desk.ops.decisions().ofItem("FULL").get(0).decision().inputs().missing())
        .containsKeys("impact", "site")
        .doesNotContainKey("knownError");
  }

  @Test
  void shouldGoOnAskingWhenAParticipantFailsWithAnError() throws Exception {
    Desk others = Desk.ofNewTenant(millrace);
    host.inNew(
        () -> {
          desk.submit(Demand.builder("KX").title("No mail"));
          return others.submit(Demand.builder("K1").title("No mail"));
        });

    Eventually.until(() -> others.ops.work().facts("K1"), facts -> facts.has("impact"));
    assertThat(desk.ops.work().facts("KX").missing()).containsKey("impact");
    assertThat(committed("MR_LATE_FACTS")).as("is asked about again").isEqualTo(1);
    execute("delete from MR_LATE_FACTS");
  }

  @Test
  void shouldTellHowItIsDoing() {
    EngineStatus inside =
        host.inNew(
            () -> {
              desk.submit("K1");
              return millrace.status();
            });

    assertThat(inside.lateFacts()).isPositive();
    assertThat(inside.events().count()).isPositive();
    assertThat(inside.events().age(inside.at().plusSeconds(5))).isPositive();
    assertThat(inside.timers()).isEqualTo(new EngineStatus.Waiting(0, null));
    assertThat(inside.steps()).isEqualTo(new EngineStatus.Waiting(0, null));
    assertThat(inside.failures()).isZero();
    assertThat(inside.parkedEvents() + inside.heldEvents()).isZero();
    assertThat(inside.stalledSinks()).isEmpty();
    assertThat(inside.clocksAgree()).isTrue();
    assertThat(inside.policies().id()).isEqualTo("millrace-built-in");
  }

  @Test
  void shouldForgetToAskAfterARollback() throws Exception {
    assertThatThrownBy(
            () ->
                host.inNew(
                    () -> {
                      desk.submit("K1");
                      throw new Undo();
                    }))
        .isInstanceOf(Undo.class);

    assertThat(committed("MR_LATE_FACTS")).isZero();
    assertThat(ASKED).isEmpty();
  }

  @Test
  void shouldAskFactSourcesFirstOutsideATransaction() {
    desk.submit("K1");

    assertThat(ASKED).containsExactly("K1");
  }

  @Test
  void shouldRefuseInsideWhatARollbackCouldNotUndo() {
    String ending =
        " outside any transaction of the host's, but one is active in this thread.\n"
            + "Maybe call it before the transaction begins or after it has ended.";
    host.inNew(
        () -> {
          assertThatThrownBy(() -> desk.addPack("house", "1", "desk"))
              .isInstanceOf(InvalidStateException.class)
              .hasMessage("Expected policy packs to be changed" + ending);
          assertThatThrownBy(() -> desk.ops.policies().deactivate("why", null))
              .hasMessage("Expected policy packs to be changed" + ending);
          assertThatThrownBy(() -> desk.ops.streams().remove("quick"))
              .hasMessage("Expected value streams to be changed" + ending);
          assertThatThrownBy(() -> desk.ops.streams().migration("quick").build().dryRun())
              .hasMessage("Expected a migration, which takes many transactions," + ending);
          assertThatThrownBy(() -> desk.ops.housekeeping().cleanUp(1, n -> {}))
              .hasMessage("Expected a clean-up, which takes many transactions," + ending);
          assertThatThrownBy(() -> desk.ops.housekeeping().erase(ErasePerson.of("why", "Bo Okoro")))
              .hasMessage("Expected an erasure, which takes many transactions," + ending);
          return host.isRollbackOnly();
        });
  }

  @Test
  void shouldNeedADataSource() {
    assertThatThrownBy(() -> Millrace.builder().transactions(host).build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected a data source whose connections belong to the host's transactions, but none"
                + " was given.\nMaybe pass it to dataSource(...), or leave transactions(...) out.");
  }

  /** A statement of the host's transaction fails at each place in turn, or its commit does. */
  @Test
  void shouldLeaveNothingWhicheverStatementFails() throws Exception {
    int faults = 0;
    for (Faults.Mode mode :
        List.of(Faults.Mode.REFUSED, Faults.Mode.CONFLICT, Faults.Mode.COMMIT_LOST)) {
      boolean hit = true;
      for (int n = 1; hit; n++) {
        Desk one = Desk.ofNewTenant(millrace);
        FAULTS.aim(mode, n);
        RuntimeException failure = null;
        try {
          host.inNew(
              () -> {
                ticket(one.tenant + "/1");
                one.submit(Demand.builder("A").title("A flat tyre").stream("quick"));
                one.complete("A", "look");
                ticket(one.tenant + "/2");
                return one;
              });
        } catch (RuntimeException e) {
          failure = e;
        }
        hit = FAULTS.end().hit();
        String what = mode + " at " + n;
        assertThat(failure != null).as(what).isEqualTo(hit);
        assertThat(committed(itemsOf(one))).as(what).isEqualTo(hit ? 0 : 1);
        assertThat(committed(ticketsOf(one))).as(what).isEqualTo(hit ? 0 : 2);
        assertThat(committed("MR_COMMAND where TENANT = '" + one.tenant + "'"))
            .as(what)
            .isEqualTo(hit ? 0 : 1);
        faults += hit ? 1 : 0;
      }
    }
    System.out.println(faults + " faults in a host's transaction");
    assertThat(faults).isGreaterThan(30);
  }

  @Test
  void shouldRefuseADataSourceThatIsNotPartOfTheTransactions() {
    MillraceBuilder builder = Millrace.builder().dataSource(observer).transactions(host);

    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "Expected connections of the data source to belong to the host's transactions, but"
                + " within one the data source gave a connection that commits by itself.");
  }
}
