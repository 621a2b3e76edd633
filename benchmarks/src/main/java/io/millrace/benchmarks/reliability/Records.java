// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import com.zaxxer.hikari.HikariDataSource;
import io.millrace.event.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Records in tables beside those of Millrace, through connections of its own: without a constraint,
 * so that raw effects are counted. What is recorded survives the death of the JVM; it need not
 * survive one of the server, so commits do not wait for the disk. Thread-safe.
 */
final class Records implements Recorder, AutoCloseable {
  private static final List<String> TABLES =
      List.of(
          "create table REC_CALL (ID bigserial primary key, NODE integer not null, RUN uuid not"
              + " null, AT timestamp with time zone not null default clock_timestamp())",
          "create index REC_CALL_NODE on REC_CALL (NODE)",
          "create table REC_EFFECT (ID bigserial primary key, NODE integer not null, RUN uuid not"
              + " null)",
          "create index REC_EFFECT_RUN on REC_EFFECT (RUN)",
          "create table REC_EVENT (ID bigserial primary key, NODE integer not null, ITEM"
              + " varchar(255) not null, SEQUENCE bigint not null, EVENT uuid not null)");

  private final HikariDataSource pool;
  private final int node;

  private Records(HikariDataSource pool, int node) {
    this.pool = pool;
    this.node = node;
  }

  /** Creates the tables. */
  static void create(DataSource database) {
    try (Connection connection = database.getConnection();
        java.sql.Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Records what happens on one node. */
  static Records of(String url, int node) {
    String lazy = url + "&options=-c%20synchronous_commit=off";
    return new Records(PostgresServer.pool(lazy, "records", 6, Duration.ofSeconds(10)), node);
  }

  @Override
  public void called(UUID run) {
    insert("insert into REC_CALL (NODE, RUN) values (?, ?)", run);
  }

  @Override
  public void effect(UUID run) {
    insert("insert into REC_EFFECT (NODE, RUN) values (?, ?)", run);
  }

  @Override
  public void event(Event event) {
    insert(
        "insert into REC_EVENT (NODE, ITEM, SEQUENCE, EVENT) values (?, ?, ?, ?)",
        event.item(),
        event.sequence(),
        event.id());
  }

  private void insert(String sql, Object... values) {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setInt(1, node);
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 2, values[i]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("Could not record: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
