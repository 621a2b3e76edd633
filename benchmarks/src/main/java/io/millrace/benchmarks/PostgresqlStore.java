package io.millrace.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * A PostgreSQL server of our own, as durable as PostgreSQL is by default: each commit waits until
 * the log is on the disk. The driver has its default settings.
 */
final class PostgresqlStore implements Store {
  private static final String USER = "postgres";

  private final EmbeddedPostgres server;

  PostgresqlStore() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!ask("show fsync").equals("on") || !ask("show synchronous_commit").equals("on")) {
      throw new IllegalStateException("Expected a durable server, but a commit does not wait.");
    }
  }

  @Override
  public String title() {
    return "PostgreSQL " + ask("show server_version") + ", fsync on";
  }

  @Override
  public HikariDataSource open(String name, boolean tuned) {
    execute("create database " + name);
    return Databases.open(server.getJdbcUrl(USER, name), USER, USER);
  }

  @Override
  public boolean isTunable() {
    return false;
  }

  @Override
  public double serverMillis(String name) {
    double millis = 0;
    try (Connection connection = server.getPostgresDatabase().getConnection();
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

  private String ask(String query) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String command) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
