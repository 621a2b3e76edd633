// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.millrace.model.StepState;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that others hold, commits that break, pools that run dry: what hosts are told. */
class ConflictIT {
  private DataSource database;
  private HikariDataSource pool;
  private Millrace millrace;
  private Desk desk;

  /** What a connection does instead of committing; null to commit. */
  private final AtomicReference<@Nullable Commit> commit = new AtomicReference<>();

  private interface Commit {
    void on(Connection connection) throws SQLException;
  }

  @BeforeEach
  void open() {
    database = TestStore.newDatabase();
    HikariConfig config = new HikariConfig();
    config.setDataSource(proxy(DataSource.class, database));
    config.setMaximumPoolSize(6);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(2_000);
    config.setConnectionInitSql("set LOCK_TIMEOUT = 200"); // milliseconds, in both databases
    pool = new HikariDataSource(config);
    millrace = Millrace.builder().dataSource(pool).timers(false).build();
    desk = Desk.of(millrace, "t", "ann");
    desk.submit("INC-1");
  }

  @AfterEach
  void close() {
    millrace.close();
    pool.close();
  }

  private <T> T proxy(Class<T> type, T target) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              Commit instead = commit.get();
              if (method.getName().equals("commit") && instead != null) {
                instead.on((Connection) target);
                return null;
              }
              try {
                Object result = method.invoke(target, arguments);
                return result instanceof Connection connection
                    ? proxy(Connection.class, connection)
                    : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Test
  void shouldSayThatOthersHoldTheRowsForTooLong() throws SQLException {
    // given
    Throwable refused;
    try (Connection other = database.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("select ID from MR_WORK_ITEM for update");

      // when
      refused = catchThrowable(() -> desk.complete("INC-1", "register"));
      other.rollback();
    }

    // then
    assertThat(refused)
        .isInstanceOf(ConcurrentChangeException.class)
        .hasMessageMatching(
            "Expected the operation to be committed, but others changed or locked the same rows:"
                + " \\d+ attempts? met a conflict, and nothing was changed\\.\n"
                + "Maybe repeat it as it is; if that happens often, let fewer threads work on the"
                + " same work item\\.");
    assertThat(desk.item("INC-1").openSteps().get(0).state()).isEqualTo(StepState.WAITING);
    assertThat(desk.complete("INC-1", "register").repeated()).isFalse();
  }

  @Test
  void shouldSayThatTheOutcomeOfACommitIsNotKnown() {
    CompleteStep request = CompleteStep.of("INC-1", "register").commandId("c-1");

    // when
    breakNextCommit(Connection::commit);
    Throwable committed = catchThrowable(() -> desk.ops.work().complete(request));

    // then
    assertUnknown(committed);
    assertThat(desk.ops.work().complete(request).repeated()).isTrue();

    // when
    CompleteStep next = CompleteStep.of("INC-1", "investigate").result("fixed").commandId("c-2");
    breakNextCommit(Connection::rollback);
    Throwable lost = catchThrowable(() -> desk.ops.work().complete(next));

    // then
    assertUnknown(lost);
    assertThat(desk.ops.work().complete(next).repeated()).isFalse();
  }

  private void breakNextCommit(Commit truth) {
    commit.set(
        connection -> {
          commit.set(null);
          truth.on(connection);
          throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
        });
  }

  private static void assertUnknown(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            EngineException.class,
            told -> {
              assertThat(told.mayBeCommitted()).isTrue();
              assertThat(told.isTransient()).isTrue();
              assertThat(told)
                  .hasMessageStartingWith(
                      "Expected the operation to be committed, but the connection to the database"
                          + " broke during the commit: whether it was committed is not known.\n"
                          + "Maybe repeat it with the same command id");
            });
  }

  @Test
  void shouldSayThatThePoolHasNoConnectionLeft() throws SQLException {
    // given
    List<Connection> taken = new ArrayList<>();
    try {
      while (pool.getHikariPoolMXBean().getActiveConnections() < pool.getMaximumPoolSize()) {
        taken.add(pool.getConnection());
      }

      // then
      assertThatThrownBy(() -> desk.complete("INC-1", "register"))
          .isInstanceOfSatisfying(
              EngineException.class,
              told -> {
                assertThat(told.isTransient()).isTrue();
                assertThat(told.mayBeCommitted()).isFalse();
                assertThat(told)
                    .hasMessageContaining("no connection of the pool became free in time")
                    .hasMessageContaining("maximumPoolSize")
                    .hasMessageNotContaining("select");
              });
      assertThatThrownBy(() -> desk.ops.flow().report(FlowQuery.all()))
          .isInstanceOf(EngineException.class)
          .hasMessageContaining("no connection of the pool became free in time");
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
    assertThat(desk.complete("INC-1", "register").item().openSteps()).hasSize(1);
  }
}
