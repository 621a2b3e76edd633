// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyPacks;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Millrace spares the process engine questions, but its history is the one it always writes. */
class EngineHistoryTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @Test
  void shouldKeepHowLongTasksAndActivitiesTook() throws SQLException {
    DataSource database = TestStore.newDatabase();
    try (Millrace millrace = Millrace.builder().dataSource(database).build()) {
      Work work = millrace.as(Caller.actor("ann")).work();
      submit(millrace);
      // an hour passes
      execute(database, "update ACT_RU_TASK set CREATE_TIME_ = CREATE_TIME_ - interval '1' hour");
      execute(database, "update ACT_HI_TASKINST set START_TIME_ = START_TIME_ - interval '1' hour");
      execute(database, "update ACT_HI_ACTINST set START_TIME_ = START_TIME_ - interval '1' hour");

      work.start(StartStep.of("INC-1", "register"));
      work.complete(CompleteStep.of("INC-1", "register"));
    }

    assertThat(numbers(database, "select DURATION_ from ACT_HI_TASKINST", "register"))
        .singleElement()
        .satisfies(took -> assertThat(took).isBetween(HOUR - 1_000, HOUR + 60_000));
    assertThat(numbers(database, "select DURATION_ from ACT_HI_ACTINST", "register", "ACT_ID_"))
        .singleElement()
        .satisfies(took -> assertThat(took).isBetween(HOUR - 1_000, HOUR + 60_000));
  }

  @Test
  void shouldEndEveryRowOfAClosedItem() throws SQLException {
    DataSource database = TestStore.newDatabase();
    try (Millrace millrace =
        Millrace.builder()
            .dataSource(database)
            .policies(() -> PolicyPacks.builtIn(BuiltInOptions.builder().feedbackRate(0).build()))
            .build()) {
      Work work = millrace.as(Caller.actor("ann")).work();
      submit(millrace);
      for (String step : List.of("register", "investigate", "obtainFix", "deployFix", "verify")) {
        work.start(StartStep.of("INC-1", step));
        CompleteStep complete = CompleteStep.of("INC-1", step);
        work.complete(
            switch (step) {
              case "investigate" -> complete.result("specialist");
              case "verify" -> complete.result("restored");
              default -> complete;
            });
      }
    }

    assertThat(count(database, "ACT_HI_TASKINST where DURATION_ is not null")).isEqualTo(5);
    assertThat(count(database, "ACT_HI_TASKINST")).isEqualTo(5);
    assertThat(count(database, "ACT_HI_ACTINST where END_TIME_ is null or DURATION_ is null"))
        .isZero();
    assertThat(count(database, "ACT_HI_PROCINST where STATE_ = 'COMPLETED'")).isEqualTo(1);
    assertThat(count(database, "ACT_HI_PROCINST where PROC_DEF_KEY_ = 'restore-live-service'"))
        .isEqualTo(1);
    assertThat(count(database, "ACT_HI_VARINST")).isEqualTo(3);
    assertThat(count(database, "ACT_HI_DETAIL")).isEqualTo(3);
    for (String table : List.of("ACT_RU_TASK", "ACT_RU_EXECUTION", "ACT_RU_VARIABLE")) {
      assertThat(count(database, table)).as(table).isZero();
    }
  }

  private static void submit(Millrace millrace) {
    millrace
        .as(Caller.actor("ann"))
        .intake()
        .submit(
            Demand.builder("INC-1").stream("restore-live-service").title("Login fails").build());
  }

  private static long count(DataSource database, String rows) throws SQLException {
    return query(database, "select count(*) from " + rows).get(0);
  }

  private static List<Long> numbers(DataSource database, String query, String step)
      throws SQLException {
    return numbers(database, query, step, "TASK_DEF_KEY_");
  }

  private static List<Long> numbers(DataSource database, String query, String step, String column)
      throws SQLException {
    return query(database, query + " where " + column + " = '" + step + "'");
  }

  private static List<Long> query(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<Long> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    }
  }

  private static void execute(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
