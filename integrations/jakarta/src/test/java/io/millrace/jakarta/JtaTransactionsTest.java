// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.CompleteStep;
import io.millrace.engine.HostTransactions.Outcome;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.Millrace;
import io.millrace.engine.NotFoundException;
import io.millrace.engine.Operations;
import io.millrace.event.Event;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.FactSource;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Millrace in the transactions of a Jakarta transaction manager. */
class JtaTransactionsTest {
  private static final BlockingQueue<Event> EVENTS = new LinkedBlockingQueue<>();
  private static TestServer server;
  private static JtaTransactions host;
  private static Millrace millrace;
  private static Operations ops;

  private static final class Undo extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Listening implements Plugin, FactSource {
    @Override
    public String id() {
      return "listening";
    }

    @Override
    public void contribute(Contributions to) {
      to.eventSink("test", EVENTS::add).factSource(this);
    }

    @Override
    public String name() {
      return "impacts";
    }

    @Override
    public Set<String> provides() {
      return Set.of("impact");
    }

    @Override
    public Map<String, Facts> lookUp(String tenant, List<Demand> demands) {
      Map<String, Facts> found = new HashMap<>();
      demands.forEach(demand -> found.put(demand.id(), Facts.of("impact", 1)));
      return found;
    }
  }

  @BeforeAll
  static void open() throws Exception {
    server = new TestServer();
    server.execute("create table HOST_TICKET (id varchar(64) primary key)");
    host = new JtaTransactions(server.manager());
    millrace =
        Millrace.builder()
            .dataSource(server.source())
            .transactions(host)
            .plugin(new Listening())
            .build();
    ops = millrace.as(Caller.system());
  }

  @AfterAll
  static void close() {
    millrace.close();
    server.close();
  }

  private static void submit(String id) {
    ops.intake().submit(Demand.builder(id).title("No mail").fact("urgency", 1).build());
  }

  private static void ticket(String id) throws SQLException {
    server.execute("insert into HOST_TICKET values ('" + id + "')");
  }

  @Test
  void shouldCommitBothOrNeither() throws Exception {
    // when
    server.inTransaction(
        () -> {
          ticket("kept");
          submit("KEPT");
          assertThat(server.count("MR_WORK_ITEM where ID = 'KEPT'")).isEqualTo(1);
          assertThat(EVENTS).extracting(Event::item).doesNotContain("KEPT");
        });
    assertThatThrownBy(
            () ->
                server.inTransaction(
                    () -> {
                      ticket("undone");
                      submit("UNDONE");
                      throw new Undo();
                    }))
        .isInstanceOf(Undo.class);

    // then
    Event told = EVENTS.poll(60, TimeUnit.SECONDS);
    while (told != null && !told.item().equals("KEPT")) {
      told = EVENTS.poll(60, TimeUnit.SECONDS);
    }
    assertThat(told).isNotNull();
    assertThat(server.count("HOST_TICKET where ID in ('kept', 'undone')")).isEqualTo(1);
    assertThat(server.count("MR_WORK_ITEM where ID = 'UNDONE'")).isZero();
    assertThat(ops.work().find("KEPT")).isPresent();
  }

  @Test
  void shouldAskFactSourcesAfterTheCommit() throws Exception {
    server.inTransaction(
        () -> {
          submit("LATE");
          assertThat(ops.work().facts("LATE").has("impact")).isFalse();
        });
    submit("AT-ONCE");

    assertThat(ops.work().facts("AT-ONCE").has("impact")).isTrue();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!ops.work().facts("LATE").has("impact") && System.nanoTime() < end) {
      EVENTS.poll(50, TimeUnit.MILLISECONDS);
    }
    assertThat(ops.work().facts("LATE").has("impact")).isTrue();
  }

  @Test
  void shouldLeaveATransactionUsableAfterARefusal() throws Exception {
    server.inTransaction(
        () -> {
          assertThatThrownBy(() -> ops.work().complete(CompleteStep.of("nobody", "register")))
              .isInstanceOf(NotFoundException.class);
          submit("AFTER-REFUSAL");
        });

    assertThat(ops.work().find("AFTER-REFUSAL")).isPresent();
  }

  @Test
  void shouldGiveATransactionUp() {
    List<Outcome> outcomes = new ArrayList<>();

    assertThatThrownBy(
            () ->
                server.inTransaction(
                    () -> {
                      submit("GIVEN-UP");
                      host.setRollbackOnly();
                      assertThat(host.isActive()).isTrue();
                      host.afterCompletion(outcomes::add);
                    }))
        .isInstanceOf(RollbackException.class);

    assertThat(outcomes).containsExactly(Outcome.ROLLED_BACK);
    assertThat(ops.work().find("GIVEN-UP")).isEmpty();
  }

  @Test
  void shouldRefuseToWorkBesideATransactionThatTimedOut() throws Exception {
    TransactionManager manager = server.manager();
    manager.setTransactionTimeout(1);
    try {
      manager.begin();
    } finally {
      manager.setTransactionTimeout(0);
    }
    try {
      submit("IN-TIME");
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (manager.getStatus() != Status.STATUS_ROLLEDBACK && System.nanoTime() < end) {
        Thread.sleep(50);
      }
      assertThat(manager.getTransaction()).isNotNull();

      assertThatThrownBy(() -> submit("TOO-LATE"))
          .isInstanceOf(InvalidStateException.class)
          .hasMessageStartingWith(
              "Expected the transaction of this thread to be under way, but it was rolled back");
      assertThatThrownBy(() -> ops.work().find("IN-TIME"))
          .isInstanceOf(InvalidStateException.class);
    } finally {
      manager.rollback();
    }

    assertThat(ops.work().find("IN-TIME")).isEmpty();
    assertThat(ops.work().find("TOO-LATE")).isEmpty();
    submit("TOO-LATE");
    assertThat(ops.work().find("TOO-LATE")).isPresent();
  }

  @Test
  void shouldNotJoinATransactionAtItsEnd() throws Exception {
    server.inTransaction(
        () -> {
          submit("FIRST");
          server
              .manager()
              .getTransaction()
              .registerSynchronization(
                  new Synchronization() {
                    @Override
                    public void beforeCompletion() {
                      submit("BEFORE-COMPLETION");
                    }

                    @Override
                    public void afterCompletion(int status) {
                      assertThat(host.isActive()).isFalse();
                      submit("AFTER-COMPLETION");
                    }
                  });
        });

    assertThat(host.isActive()).isFalse();
    assertThat(ops.work().find("FIRST")).isPresent();
    assertThat(ops.work().find("BEFORE-COMPLETION")).isPresent();
    assertThat(ops.work().find("AFTER-COMPLETION")).isPresent();
  }

  @Test
  void shouldTellWhatBecameOfATransaction() throws Exception {
    List<Outcome> outcomes = new ArrayList<>();

    server.inTransaction(() -> host.afterCompletion(outcomes::add));
    assertThatThrownBy(
            () ->
                server.inTransaction(
                    () -> {
                      host.afterCompletion(outcomes::add);
                      throw new Undo();
                    }))
        .isInstanceOf(Undo.class);

    assertThat(outcomes).containsExactly(Outcome.COMMITTED, Outcome.ROLLED_BACK);
  }

  @Test
  void shouldRestWhileANewOneRuns() throws Exception {
    assertThatThrownBy(
            () ->
                server.inTransaction(
                    () -> {
                      ticket("outer");
                      host.inNew(
                          () -> {
                            try {
                              ticket("own");
                              return server.count("HOST_TICKET where ID = 'outer'");
                            } catch (SQLException e) {
                              throw new AssertionError(e);
                            }
                          });
                      assertThat(server.count("HOST_TICKET where ID = 'outer'")).isEqualTo(1);
                      throw new Undo();
                    }))
        .isInstanceOf(Undo.class);

    assertThat(server.count("HOST_TICKET where ID = 'own'")).isEqualTo(1);
    assertThat(server.count("HOST_TICKET where ID = 'outer'")).isZero();
  }

  @Test
  void shouldRollANewOneBackIfItsWorkThrows() throws Exception {
    Undo undo = new Undo();

    server.inTransaction(
        () -> {
          assertThatThrownBy(
                  () ->
                      host.inNew(
                          () -> {
                            submit("IN-NEW");
                            throw undo;
                          }))
              .isSameAs(undo);
          assertThat(host.isActive()).isTrue();
        });

    assertThat(ops.work().find("IN-NEW")).isEmpty();
  }

  @Test
  void shouldLeaveATransactionThatCouldNotBeRolledBack() throws Exception {
    TransactionManager real = server.manager();
    TransactionManager stubborn =
        (TransactionManager)
            Proxy.newProxyInstance(
                TransactionManager.class.getClassLoader(),
                new Class<?>[] {TransactionManager.class},
                (self, method, arguments) -> {
                  if (method.getName().equals("rollback")) {
                    throw new SystemException("not now");
                  }
                  return method.invoke(real, arguments);
                });
    Undo undo = new Undo();

    server.inTransaction(
        () -> {
          Transaction outer = real.getTransaction();
          assertThatThrownBy(
                  () ->
                      new JtaTransactions(stubborn)
                          .inNew(
                              () -> {
                                throw undo;
                              }))
              .isSameAs(undo);
          assertThat(real.getTransaction()).isEqualTo(outer);
        });
  }

  @Test
  void shouldSayThatACommitFailed() {
    assertThatThrownBy(
            () ->
                host.inNew(
                    () -> {
                      host.setRollbackOnly();
                      return true;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("Expected the transaction manager to commit a transaction, but")
        .hasCauseInstanceOf(RollbackException.class);
    assertThat(host.isActive()).isFalse();
  }

  @Test
  void shouldFindWhatTheDatabaseSaid() {
    SQLException said = new SQLException("deadlock", "40001");
    RollbackException direct = new RollbackException("no");
    direct.initCause(new IllegalStateException(said));
    RollbackException suppressing = new RollbackException("no");
    suppressing.addSuppressed(new IllegalStateException(said));
    RollbackException silent = new RollbackException("no");

    assertThat(DatabaseCause.of(direct)).isSameAs(direct);
    assertThat(DatabaseCause.of(suppressing)).hasCause(said).hasSuppressedException(suppressing);
    assertThat(DatabaseCause.of(silent)).isSameAs(silent);
  }

  @Test
  void shouldSayWhereItLookedForATransactionManager() {
    assertThatThrownBy(JtaTransactions::ofServer)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the server's transaction manager under one of the JNDI names"
                + " java:jboss/TransactionManager, java:appserver/TransactionManager,"
                + " java:comp/TransactionManager, java:/TransactionManager,"
                + " jakarta.transaction.TransactionManager, but none of them has it.\n"
                + "Maybe name it in millrace.database.transaction-manager, let a bean be the"
                + " TransactionManager, or set millrace.database.join-transactions to false.");
    assertThatThrownBy(() -> JtaTransactions.named("java:nowhere"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "Expected a transaction manager with the JNDI name 'java:nowhere', but there is none.");
    assertThatThrownBy(() -> JtaTransactions.named("ldap://elsewhere/manager"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(
            "Expected a JNDI name of the server's own, but it is 'ldap://elsewhere/manager'.");
  }
}
