// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** A PostgreSQL server of our own, whose data is gone when it is closed. Thread-safe. */
public final class EmbeddedServer implements AutoCloseable {
  private static final String USER = "postgres";

  private final EmbeddedPostgres server;

  /**
   * Starts one.
   *
   * @param settings as in {@code postgresql.conf}
   */
  public EmbeddedServer(Map<String, String> settings) {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    settings.forEach(builder::setServerConfig);
    try {
      server = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens an empty database. */
  public HikariDataSource open(String name) {
    execute("create database " + name);
    return Databases.open(server.getJdbcUrl(USER, name), USER, USER);
  }

  /** Runs a command of an administrator. */
  public void execute(String command) {
    try (Connection connection = administrator();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one value that an administrator asks for. */
  String ask(String query) {
    try (Connection connection = administrator();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Connection administrator() throws SQLException {
    return server.getPostgresDatabase().getConnection();
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
