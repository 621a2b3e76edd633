// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.bpmn.ValueStreams;
import io.millrace.model.Demand;
import io.millrace.model.WorkItemState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What is peculiar to a PostgreSQL server: schemas, rights, zones, and nodes that start at once.
 */
@Tag("postgresql")
class PostgresqlIT {
  private static final long BUILT_IN = ValueStreams.builtIn().all().size();

  private final PGSimpleDataSource database = TestStore.newEmptyPostgresql();

  private static Millrace open(DataSource source) {
    return Millrace.builder().dataSource(TestStore.pool(source)).build();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String query) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The same database, seen by another user, or with another schema first. */
  private PGSimpleDataSource as(String user, String schema) {
    PGSimpleDataSource other = new PGSimpleDataSource();
    other.setServerNames(database.getServerNames());
    other.setPortNumbers(database.getPortNumbers());
    other.setDatabaseName(database.getDatabaseName());
    other.setUser(user);
    other.setPassword("secret");
    other.setCurrentSchema(schema);
    return other;
  }

  private static void works(Millrace millrace, String item) {
    Desk desk = Desk.of(millrace, "t", "ann");
    desk.submit(item);
    desk.complete(item, "register");
    assertThat(desk.complete(item, "investigate", "fixed").item().state())
        .isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldLetNodesStartAtOnceOnAnEmptyDatabase() throws Exception {
    // given
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<Future<Millrace>> starts = new ArrayList<>();

    // when
    for (int i = 0; i < 3; i++) {
      starts.add(threads.submit(() -> open(database)));
    }

    // then
    for (int i = 0; i < 3; i++) {
      try (Millrace node = starts.get(i).get(120, TimeUnit.SECONDS)) {
        works(node, "INC-" + i);
      }
    }
    threads.shutdown();
    assertThat(number("select count(*) from ACT_RE_DEPLOYMENT")).isEqualTo(BUILT_IN);
    assertThat(number("select count(*) from MR_STREAM")).isEqualTo(BUILT_IN);
    assertThat(number("select count(*) from pg_locks where locktype = 'advisory'")).isZero();
  }

  @Test
  void shouldKeepEverythingInTheSchemaOfTheAddress() throws SQLException {
    // given another one, and with it another process engine, in the schema public
    try (Millrace other = open(database)) {
      works(other, "INC-1");
    }
    execute("create schema desk");

    // when
    try (Millrace millrace = open(as("postgres", "desk"))) {
      works(millrace, "INC-2");
      assertThat(Desk.of(millrace, "t", "ann").ops.work().find("INC-1")).isEmpty();
    }

    // then
    String tables = "select count(*) from pg_tables where schemaname = ";
    assertThat(number(tables + "'desk'")).isEqualTo(number(tables + "'public'"));
    assertThat(number("select count(*) from desk.MR_WORK_ITEM")).isOne();
    assertThat(number("select count(*) from public.MR_WORK_ITEM")).isOne();
    try (Millrace again = open(as("postgres", "desk"))) {
      assertThat(Desk.of(again, "t", "ann").item("INC-2").state()).isEqualTo(WorkItemState.CLOSED);
    }
  }

  @Test
  void shouldRefuseASchemaThatIsNotThere() {
    assertThatThrownBy(() -> open(as("postgres", "nowhere")))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Expected the database to have the schema of the connection, but it has none of its"
                + " search path.\nMaybe create the schema, or correct currentSchema in the JDBC"
                + " address.");
  }

  @Test
  void shouldNeedTheRightToCreateTablesAtTheFirstStartAlone() throws SQLException {
    // given
    String user = "clerk_" + database.getDatabaseName();
    execute("create user " + user + " password 'secret'");
    PGSimpleDataSource clerk = as(user, "public");

    // when, then
    assertThatThrownBy(() -> open(clerk))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Expected the database user '"
                + user
                + "' to have the right to create tables in schema 'public', but it does not.\n"
                + "Maybe grant create on the schema for the first start, or start once as a user"
                + " that has it.");
    assertThat(number("select count(*) from pg_tables where schemaname = 'public'")).isZero();

    // when a user that has it was there first
    open(database).close();
    execute("grant select, insert, update, delete on all tables in schema public to " + user);

    // then
    try (Millrace millrace = open(clerk)) {
      works(millrace, "INC-1");
    }
    execute("drop owned by " + user);
    execute("drop user " + user);
  }

  @Test
  void shouldStartAgainWhereLettersHaveOtherCases() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      open(database).close();
      try (Millrace millrace = open(database)) {
        works(millrace, "INC-1");
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shouldKeepInstantsInAnyZone() {
    // given an hour that the clocks of the Chatham Islands show twice
    Instant first = Instant.parse("2026-04-04T14:00:00.123Z");
    Instant second = first.plusSeconds(3_600);
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
    try (Millrace millrace = open(database)) {
      Desk desk = Desk.of(millrace, "t", "ann");
      desk.submit(Demand.builder("INC-1").occurredAt(first));
      desk.completeAt(second, "INC-1", "register", null);

      // then
      assertThat(desk.item("INC-1").openedAt()).isEqualTo(first);
    } finally {
      TimeZone.setDefault(before);
    }

    // when
    PGSimpleDataSource elsewhere = as("postgres", "public");
    elsewhere.setOptions("-c TimeZone=Asia/Kathmandu");
    try (Millrace millrace = open(elsewhere)) {
      Desk desk = Desk.of(millrace, "t", "ann");

      // then
      assertThat(desk.item("INC-1").openedAt()).isEqualTo(first);
      assertThat(desk.ops.work().history("INC-1"))
          .extracting(Transition::occurredAt)
          .containsExactly(first, second, second);
      desk.completeAt(second.plusSeconds(1), "INC-1", "investigate", "fixed");
      assertThat(desk.item("INC-1").state()).isEqualTo(WorkItemState.CLOSED);
    }
  }
}
