// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * A PostgreSQL server of our own, as durable as PostgreSQL is by default: each commit waits until
 * the log is on the disk. The driver has its default settings.
 */
final class PostgresqlStore implements Store {
  private final EmbeddedServer server =
      new EmbeddedServer(
          Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"));

  PostgresqlStore() {
    if (!server.ask("show fsync").equals("on")
        || !server.ask("show synchronous_commit").equals("on")) {
      throw new IllegalStateException("Expected a durable server, but a commit does not wait.");
    }
  }

  @Override
  public String title() {
    return "PostgreSQL " + server.ask("show server_version") + ", fsync on";
  }

  @Override
  public HikariDataSource open(String name, boolean tuned) {
    return server.open(name);
  }

  @Override
  public boolean isTunable() {
    return false;
  }

  @Override
  public double serverMillis(String name) {
    double millis = 0;
    try (Connection connection = server.administrator();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select pid from pg_stat_activity where datname = '" + name + "'")) {
      while (rows.next()) {
        millis +=
            ProcessHandle.of(rows.getLong(1))
                    .flatMap(process -> process.info().totalCpuDuration())
                    .map(Duration::toNanos)
                    .orElse(0L)
                / 1e6;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return millis;
  }

  @Override
  public boolean isServer() {
    return true;
  }

  @Override
  public void close() {
    server.close();
  }
}
