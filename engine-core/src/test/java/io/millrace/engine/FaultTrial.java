// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.Faults.Mode;
import io.millrace.engine.internal.LayeredMillrace;
import io.millrace.engine.internal.TestLayers;
import io.millrace.engine.internal.camunda.EngineDriver;
import io.millrace.event.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * One Millrace on a database that can fail, and what must hold when it does. Each operation runs
 * for a new tenant, so that a failed one can run again where it failed. Not thread-safe.
 */
final class FaultTrial implements AutoCloseable {
  /** The tables whose rows tell what runs: emptied now and then, to keep the comparison fast. */
  private static final List<String> KEPT = List.of("mr_outbox", "mr_pack", "mr_pack_activation");

  private final Faults faults = new Faults();
  private final DataSource driver = TestStore.newUnpooledDatabase();
  private final DataSource database = faults.over(TestStore.pool(faults.under(driver)));
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Millrace millrace;
  private final EngineDriver engine;
  private final Connection observer;
  private final Map<String, String> statements;
  private final List<String> emptied = new ArrayList<>();
  private volatile Consumer<List<Event>> participation = events -> {};
  private StoreRows.Change complete = StoreRows.Change.NONE;

  /**
   * An operation.
   *
   * @param prepare makes what it works on
   * @param run does it; the second time, it returns the first result
   */
  record Operation(Consumer<Desk> prepare, Function<Desk, ?> run) {}

  /** How many faults one operation met, by kind. */
  record Result(
      String name,
      int statements,
      int refused,
      int conflicts,
      int broken,
      int lost,
      int unheard,
      int participant) {
    int total() {
      return refused + conflicts + broken + lost + unheard + participant;
    }

    String line() {
      return "| %s | %d | %d | %d | %d | %d | %d | %d |"
          .formatted(name, statements, refused, conflicts, broken, lost, unheard, participant);
    }
  }

  /** What came of one run. */
  private record Outcome(
      Faults.Shot shot, @Nullable Object result, @Nullable EngineException failure) {}

  /** What a participant of a host throws. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  FaultTrial() throws SQLException {
    EngineDriver.Opened<Millrace> opened = EngineDriver.open(this::open);
    millrace = opened.value();
    engine = opened.engine();
    observer = driver.getConnection();
    statements = StoreRows.statements(observer);
    for (String table : statements.keySet()) {
      if (!KEPT.contains(table) && StoreRows.isEmpty(observer, table)) {
        emptied.add(table);
      }
    }
  }

  private Millrace open() {
    return LayeredMillrace.shared(
        database,
        new TestClock(),
        new TestLayers(),
        CallStreams.all(),
        new PluginTest.Bundle(
            "trial",
            to ->
                to.participant(events -> participation.accept(events))
                    .eventSink("test", event -> closing.await())));
  }

  /** The events of a tenant are parked, for a sink that nobody has any more. */
  void park(Desk desk) {
    PathRecord.update(
        driver,
        "update MR_OUTBOX set SINK = ?, STATE = case SEQUENCE when 1 then 'PARKED' else 'HELD' end,"
            + " ATTEMPTS = 3, FAILURE = 'no such queue' where TENANT = ?",
        StoreRows.GONE,
        desk.tenant);
  }

  /** A handler that this Millrace does not have has failed too often at a work item's step. */
  void giveUp(Desk desk, String handler) {
    String item = item(desk);
    engine.giveUpStep(handler, item);
    PathRecord.update(
        driver,
        "update MR_STEP_RUN set STATE = 'BLOCKED', ATTEMPTS = 3 where ITEM_KEY = cast(? as uuid)",
        item);
  }

  /** The timers of a tenant's work item have failed too often. */
  void giveUpTimers(Desk desk) {
    engine.of(item(desk)).forEach(timer -> engine.giveUpTimer(timer.id()));
  }

  private String item(Desk desk) {
    return PathRecord.rows(
            driver,
            "select cast(ITEM_KEY as varchar(36)) from MR_WORK_ITEM where TENANT = ?",
            desk.tenant)
        .get(0)
        .get(0);
  }

  /** What takes part in each transaction from now on. */
  void participate(Consumer<List<Event>> participant) {
    participation = participant;
  }

  /** Undoes the mistakes that a test planted. */
  void mend() {
    participation = events -> {};
    faults.giveBack();
  }

  /** A mistake: writes in a transaction of its own. */
  void writeElsewhere(List<Event> events) {
    try (Connection other = driver.getConnection();
        Statement statement = other.createStatement()) {
      statement.executeUpdate(
          "insert into MR_LINK values ('%s', '%s', 'leak', 'x', 'y', now(), now())"
              .formatted(UUID.randomUUID(), events.get(0).id()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A mistake: takes a connection for good. */
  void keepAConnection() {
    try {
      database.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fails one operation at each of its statements and commits, in each way. */
  Result run(String name, Operation operation) throws SQLException {
    empty();
    int count = know(operation);
    return new Result(
        name,
        count,
        fail(name, operation, Mode.REFUSED),
        conflict(name, operation),
        fail(name, operation, Mode.BROKEN),
        fail(name, operation, Mode.COMMIT_LOST),
        unheard(name, operation),
        refuse(name, operation));
  }

  /** Finds out what an operation does, and with how many statements. */
  int know(Operation operation) throws SQLException {
    Desk desk = prepared(operation);
    StoreRows before = rows();
    Outcome outcome = shoot(operation, desk, Mode.REFUSED, 0);
    complete = rows().since(before);
    assertThat(complete).isNotEqualTo(StoreRows.Change.NONE);
    return outcome.shot().statements();
  }

  /** Fails it at each place in turn: nothing is left of it if it fails, and all of it if not. */
  private int fail(String name, Operation operation, Mode mode) throws SQLException {
    Desk desk = prepared(operation);
    StoreRows before = rows();
    for (int n = 1; ; n++) {
      Outcome outcome = shoot(operation, desk, mode, n);
      String what = name + ", " + mode + " at " + n;
      if (outcome.failure() != null) {
        requireNothing(what, before);
        continue;
      }
      requireComplete(what, before);
      if (!outcome.shot().hit()) {
        return n - 1;
      }
      desk = prepared(operation); // that was a read after the commit
      before = rows();
    }
  }

  /**
   * Fails an operation of many transactions at each of its statements and commits: it may have come
   * some way, but asking again does the rest.
   *
   * @return how many faults it met
   */
  int resume(String name, Operation operation) throws SQLException {
    String records = statements.remove("mr_erasure"); // one for each time that it is asked
    try {
      return resumeEach(name, operation);
    } finally {
      statements.put("mr_erasure", Objects.requireNonNull(records));
    }
  }

  private int resumeEach(String name, Operation operation) throws SQLException {
    empty();
    know(operation);
    int faults = 0;
    for (Mode mode : List.of(Mode.REFUSED, Mode.COMMIT_UNHEARD)) {
      for (int n = 1; ; n++) {
        Desk desk = prepared(operation);
        StoreRows before = rows();
        Outcome outcome = shoot(operation, desk, mode, n);
        String what = name + ", " + mode + " at " + n;
        if (outcome.failure() != null) {
          assertThat(shoot(operation, desk, Mode.REFUSED, 0).failure()).as(what).isNull();
        }
        requireComplete(what, before);
        if (!outcome.shot().hit()) {
          break;
        }
        faults++;
      }
    }
    return faults;
  }

  /** Conflicts at each place: the operation goes through all the same, once. */
  int conflict(String name, Operation operation) throws SQLException {
    for (int n = 1; ; n++) {
      Desk desk = prepared(operation);
      StoreRows before = rows();
      Outcome outcome = shoot(operation, desk, Mode.CONFLICT, n);
      String what = name + ", conflict at " + n;
      assertThat(outcome.failure()).as(what).isNull();
      requireComplete(what, before);
      if (!outcome.shot().hit()) {
        return n - 1;
      }
    }
  }

  /** The caller hears of a failure though all of it is there; asking again gives the result. */
  private int unheard(String name, Operation operation) throws SQLException {
    for (int n = 1; ; n++) {
      Desk desk = prepared(operation);
      StoreRows before = rows();
      Outcome outcome = shoot(operation, desk, Mode.COMMIT_UNHEARD, n);
      String what = name + ", commit " + n + " unheard";
      if (!outcome.shot().hit()) {
        requireComplete(what, before);
        return n - 1;
      }
      assertThat(outcome.failure()).as(what).isNotNull();
      assertThat(Objects.requireNonNull(outcome.failure()).mayBeCommitted()).as(what).isTrue();
      StoreRows after = rows();
      if (!after.equals(before)) { // else that commit was one of reads
        requireComplete(what, before);
      }
      Object again = shoot(operation, desk, Mode.REFUSED, 0).result();
      requireComplete(what + ", again", before);
      if (!after.equals(before) && again instanceof Receipt receipt) {
        assertThat(receipt.repeated()).as(what).isTrue();
      }
    }
  }

  /** A participant throws: nothing is left; without it, the operation goes through. */
  private int refuse(String name, Operation operation) throws SQLException {
    Consumer<List<Event>> usual = participation;
    Desk desk = prepared(operation);
    StoreRows before = rows();
    int thrown = 0;
    try {
      participation =
          events -> {
            throw new Refusal();
          };
      Object unrefused = operation.run().apply(desk);
      assertThat(unrefused).as(name).isNotNull(); // an operation without events
    } catch (Refusal e) {
      thrown++;
      requireNothing(name + ", participant", before);
    } finally {
      participation = usual;
    }
    if (thrown > 0) {
      assertThat(operation.run().apply(desk)).as(name).isNotNull();
    }
    requireComplete(name + ", after a participant threw", before);
    return thrown;
  }

  private Desk prepared(Operation operation) {
    Desk desk = Desk.ofNewTenant(millrace);
    Consumer<List<Event>> usual = participation;
    participation = events -> {};
    operation.prepare().accept(desk);
    participation = usual;
    // events of earlier tenants are never delivered: they would only cost time
    statements.computeIfPresent(
        "mr_outbox",
        (table, all) -> all.replaceAll(" where .*", "") + " where tenant = '" + desk.tenant + "'");
    return desk;
  }

  private Outcome shoot(Operation operation, Desk desk, Mode mode, int number) {
    Object result = null;
    EngineException failure = null;
    faults.aim(mode, number);
    try {
      result = operation.run().apply(desk);
    } catch (EngineException e) {
      failure = e;
    }
    Outcome outcome = new Outcome(faults.end(), result, failure);
    assertThat(faults.lent()).as("connections that are not given back").isZero();
    return outcome;
  }

  private void requireNothing(String what, StoreRows before) throws SQLException {
    assertThat(rows().since(before).besides(StoreRows.Change.NONE)).as(what).isEmpty();
  }

  private void requireComplete(String what, StoreRows before) throws SQLException {
    assertThat(rows().since(before).besides(complete)).as(what).isEmpty();
  }

  private StoreRows rows() throws SQLException {
    return StoreRows.read(observer, statements);
  }

  private void empty() throws SQLException {
    try (Statement statement = observer.createStatement()) {
      if (TestStore.isPostgresql()) {
        statement.execute("truncate " + String.join(", ", emptied));
        return;
      }
      statement.execute("set referential_integrity false");
      for (String table : emptied) {
        statement.execute("truncate table " + table);
      }
      statement.execute("set referential_integrity true");
    }
  }

  @Override
  public void close() {
    closing.countDown();
    millrace.close();
    try {
      observer.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
