// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.HostTransactions.Outcome;
import io.millrace.engine.Millrace;
import io.millrace.engine.NotFoundException;
import io.millrace.engine.Operations;
import io.millrace.event.Event;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Millrace in the transactions of a Spring transaction manager. */
class SpringTransactionsTest {
  private static final BlockingQueue<Event> EVENTS = new LinkedBlockingQueue<>();
  private static HikariDataSource database;
  private static JdbcTemplate jdbc;
  private static TransactionTemplate transactions;
  private static SpringTransactions host;
  private static Millrace millrace;
  private static Operations ops;

  private static final class Undo extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Listening implements Plugin {
    @Override
    public String id() {
      return "listening";
    }

    @Override
    public void contribute(Contributions to) {
      to.eventSink("test", EVENTS::add);
    }
  }

  @BeforeAll
  static void open() {
    database = pool("spring-transactions");
    jdbc = new JdbcTemplate(database);
    jdbc.execute("create table HOST_TICKET (id varchar(64) primary key)");
    DataSourceTransactionManager manager = new DataSourceTransactionManager(database);
    transactions = new TransactionTemplate(manager);
    host = new SpringTransactions(manager);
    millrace =
        Millrace.builder()
            .dataSource(SpringTransactions.dataSource(database))
            .transactions(host)
            .plugin(new Listening())
            .build();
    ops = millrace.as(Caller.system());
  }

  private static HikariDataSource pool(String name) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
    config.setMaximumPoolSize(8);
    return new HikariDataSource(config);
  }

  @AfterAll
  static void close() {
    millrace.close();
    database.close();
  }

  private static void submit(String id) {
    ops.intake().submit(Demand.builder(id).title("No mail").build());
  }

  private static int count(String where) {
    Integer rows = jdbc.queryForObject("select count(*) from " + where, Integer.class);
    return rows == null ? -1 : rows;
  }

  @Test
  void shouldCommitBothOrNeither() throws Exception {
    // when
    transactions.executeWithoutResult(
        status -> {
          jdbc.update("insert into HOST_TICKET values ('kept')");
          submit("KEPT");
          assertThat(count("MR_WORK_ITEM where ID = 'KEPT'")).isEqualTo(1);
          assertThat(EVENTS).extracting(Event::item).doesNotContain("KEPT");
        });
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    status -> {
                      jdbc.update("insert into HOST_TICKET values ('undone')");
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
    assertThat(count("HOST_TICKET where ID in ('kept', 'undone')")).isEqualTo(1);
    assertThat(count("MR_WORK_ITEM where ID = 'UNDONE'")).isZero();
    assertThat(ops.work().find("KEPT")).isPresent();
  }

  @Test
  void shouldLeaveATransactionUsableAfterARefusal() {
    transactions.executeWithoutResult(
        status -> {
          assertThatThrownBy(() -> ops.work().complete(CompleteStep.of("nobody", "register")))
              .isInstanceOf(NotFoundException.class);
          submit("AFTER-REFUSAL");
        });

    assertThat(ops.work().find("AFTER-REFUSAL")).isPresent();
  }

  @Test
  void shouldGiveATransactionUp() {
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    status -> {
                      submit("GIVEN-UP");
                      host.setRollbackOnly();
                      assertThat(host.isActive()).isTrue();
                    }))
        .isInstanceOf(UnexpectedRollbackException.class);

    assertThat(ops.work().find("GIVEN-UP")).isEmpty();
  }

  @Test
  void shouldNotJoinATransactionAtItsEnd() {
    transactions.executeWithoutResult(
        status -> {
          submit("FIRST");
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                  submit("AFTER-COMMIT");
                }

                @Override
                public void afterCompletion(int outcome) {
                  submit("AFTER-COMPLETION");
                  transactions.executeWithoutResult(inner -> {});
                }
              });
        });
    transactions.executeWithoutResult(status -> assertThat(host.isActive()).isTrue());

    assertThat(ops.work().find("AFTER-COMMIT")).isPresent();
    assertThat(ops.work().find("AFTER-COMPLETION")).isPresent();
  }

  @Test
  void shouldTellWhatBecameOfATransaction() {
    List<Outcome> outcomes = new ArrayList<>();

    transactions.executeWithoutResult(status -> host.afterCompletion(outcomes::add));
    transactions.executeWithoutResult(
        status -> {
          host.afterCompletion(outcomes::add);
          status.setRollbackOnly();
        });

    assertThat(outcomes).containsExactly(Outcome.COMMITTED, Outcome.ROLLED_BACK);
  }

  @Test
  void shouldNotJoinATransactionOfAnotherManager() {
    try (HikariDataSource other = pool("spring-transactions-other")) {
      assertThatThrownBy(
              () ->
                  new TransactionTemplate(new DataSourceTransactionManager(other))
                      .executeWithoutResult(
                          status -> {
                            assertThat(host.isActive()).isFalse();
                            submit("ELSEWHERE");
                            throw new Undo();
                          }))
          .isInstanceOf(Undo.class);
    }

    assertThat(ops.work().find("ELSEWHERE")).isPresent();
    assertThat(host.isActive()).isFalse();
  }

  @Test
  void shouldRestWhileANewOneRuns() {
    transactions.executeWithoutResult(
        status -> {
          host.inNew(
              () -> {
                jdbc.update("insert into HOST_TICKET values ('own')");
                return true;
              });
          status.setRollbackOnly();
        });

    assertThat(count("HOST_TICKET where ID = 'own'")).isEqualTo(1);
    jdbc.update("delete from HOST_TICKET where ID = 'own'");
  }

  @Test
  void shouldNeedNoConnectionBesideTheHosts() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:h2:mem:one-connection;DB_CLOSE_DELAY=-1");
    config.setMaximumPoolSize(8);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(2_000);
    try (HikariDataSource pool = new HikariDataSource(config)) {
      DataSourceTransactionManager manager = new DataSourceTransactionManager(pool);
      try (Millrace alone =
          Millrace.builder()
              .dataSource(SpringTransactions.dataSource(pool))
              .transactions(new SpringTransactions(manager))
              .packPoll(Duration.ofHours(1))
              .backgroundWork(false)
              .build()) {
        pool.getHikariConfigMXBean().setMaximumPoolSize(1);
        pool.getHikariPoolMXBean().softEvictConnections();
        Operations desk = alone.as(Caller.system());
        new TransactionTemplate(manager)
            .executeWithoutResult(
                status -> {
                  for (int i = 0; i < 3_000; i++) { // needs several thousand ids
                    desk.intake().submit(Demand.builder("ALONE-" + i).title("No mail").build());
                  }
                });

        assertThat(desk.work().find("ALONE-2999")).isPresent();
      }
    }
  }

  @Test
  void shouldRefuseAManagerThatTellsNothing() {
    DataSourceTransactionManager silent = new DataSourceTransactionManager(database);
    silent.setTransactionSynchronization(AbstractPlatformTransactionManager.SYNCHRONIZATION_NEVER);

    assertThatThrownBy(() -> new SpringTransactions(silent))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Expected the transaction manager to tell of the end of its transactions, but its"
                + " transaction synchronization is switched off.\n"
                + "Maybe leave SYNCHRONIZATION_NEVER out.");
  }
}
