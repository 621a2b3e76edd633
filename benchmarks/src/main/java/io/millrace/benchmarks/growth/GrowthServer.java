package io.millrace.benchmarks.growth;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A PostgreSQL server of our own. While it is filled it does not wait for the disk; {@link
 * #durable} lets each commit wait, before anything is measured.
 */
final class GrowthServer implements AutoCloseable {
  private static final String USER = "postgres";

  private final EmbeddedPostgres server;

  GrowthServer() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("synchronous_commit", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("max_wal_size", "1GB")
              .setServerConfig("checkpoint_timeout", "15min")
              .setServerConfig("shared_buffers", "512MB")
              .setServerConfig("maintenance_work_mem", "256MB")
              .setServerConfig("autovacuum", "off") // its work would fall into either size
              .setServerConfig("max_connections", "100")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens an empty database. */
  HikariDataSource open(String name) {
    execute("create database " + name);
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(server.getJdbcUrl(USER, name));
    config.setUsername(USER);
    config.setPassword(USER);
    config.setMaximumPoolSize(8);
    config.setMaxLifetime(0);
    return new HikariDataSource(config);
  }

  /** From here on a commit is on the disk when it returns. */
  void durable() {
    execute("alter system set fsync = on");
    execute("alter system set synchronous_commit = on");
    execute("alter system set full_page_writes = on");
    execute("select pg_reload_conf()");
    execute("checkpoint");
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
