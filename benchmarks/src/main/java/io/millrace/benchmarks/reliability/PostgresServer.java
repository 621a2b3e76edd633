// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL server with the settings of production: what it acknowledged survives a crash.
 * It can be crashed, and started again on the same folder and port. Used by one thread.
 */
final class PostgresServer implements AutoCloseable {
  private static final String USER = "postgres";
  private static final Map<String, String> DURABLE =
      Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");
  private static final Duration START = Duration.ofSeconds(90);
  private static final long END_SECONDS = 60;

  private final Path data;
  private final int port;
  private final Map<String, String> settings;
  private @Nullable EmbeddedPostgres running;

  private PostgresServer(Path data, int port, Map<String, String> settings) {
    this.data = data;
    this.port = port;
    this.settings = settings;
  }

  /**
   * Starts a new server.
   *
   * @param folder where its data is to be
   * @param more settings besides those that make it durable
   */
  static PostgresServer start(Path folder, Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>(DURABLE);
    settings.put("max_connections", "200");
    settings.putAll(more);
    PostgresServer server = new PostgresServer(folder.resolve("pgdata"), freePort(), settings);
    server.start();
    return server;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts the server again, where it was; it recovers what it has to first. */
  void start() {
    release(); // one that ended by itself still has its folder locked
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPort(port)
            .setPGStartupWait(START);
    settings.forEach(builder::setServerConfig);
    try {
      running = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends every process of the server at once, as {@code pg_ctl stop -m immediate} does. */
  void crash() {
    signal("QUIT");
    release();
  }

  /** Whether the server runs. */
  boolean isRunning() {
    return postmaster().isPresent();
  }

  private void signal(String name) {
    ProcessHandle process =
        postmaster().orElseThrow(() -> new IllegalStateException("PostgreSQL does not run."));
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
      process.onExit().get(END_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException("PostgreSQL did not end.", e);
    }
  }

  private Optional<ProcessHandle> postmaster() {
    Path pid = data.resolve("postmaster.pid");
    if (!Files.exists(pid)) {
      return Optional.empty();
    }
    try {
      String first = Files.readAllLines(pid).get(0).strip();
      return ProcessHandle.of(Long.parseLong(first)).filter(ProcessHandle::isAlive);
    } catch (IOException | RuntimeException e) {
      return Optional.empty(); // it is ending, or has no room to write the file
    }
  }

  private void release() {
    EmbeddedPostgres ended = running;
    running = null;
    if (ended != null) {
      try {
        ended.close(); // what is left of it in this JVM
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Makes an empty database. */
  void create(String database) {
    try (Connection connection = java.sql.DriverManager.getConnection(url(USER));
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The settings that make a commit durable, as the server has them. */
  String durability() {
    try (Connection connection = java.sql.DriverManager.getConnection(url(USER));
        Statement statement = connection.createStatement()) {
      StringBuilder shown = new StringBuilder();
      for (String name : DURABLE.keySet().stream().sorted().toList()) {
        try (ResultSet row = statement.executeQuery("show " + name)) {
          row.next();
          shown
              .append(shown.isEmpty() ? "" : ", ")
              .append(name)
              .append(' ')
              .append(row.getString(1));
        }
      }
      return shown.toString();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The address of a database, user included. */
  String url(String database) {
    return "jdbc:postgresql://localhost:" + port + "/" + database + "?user=" + USER;
  }

  /** A pool as a host would have it. */
  static HikariDataSource pool(String url, String name, int connections, Duration timeout) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setPoolName(name);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(timeout.toMillis());
    config.setInitializationFailTimeout(START.toMillis());
    return new HikariDataSource(config);
  }

  @Override
  public void close() {
    release();
    if (isRunning()) {
      signal("QUIT");
    }
  }

  @Override
  public String toString() {
    return "PostgreSQL on port " + port;
  }
}
