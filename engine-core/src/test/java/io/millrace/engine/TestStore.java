// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database that a test runs on: H2 in memory, or a real PostgreSQL where {@code
 * -Dmillrace.test.database=postgresql} is set. Every call gives an empty database of its own.
 */
public final class TestStore {
  private static final boolean POSTGRESQL =
      "postgresql".equals(System.getProperty("millrace.test.database", "h2"));
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Map<Path, DataSource> LASTING = new ConcurrentHashMap<>();

  private TestStore() {}

  /** Whether tests run on PostgreSQL. */
  public static boolean isPostgresql() {
    return POSTGRESQL;
  }

  /** A builder on a new database that ends with its Millrace, or with the tests. */
  public static MillraceBuilder builder() {
    return POSTGRESQL ? Millrace.builder().dataSource(newDatabase()) : Millrace.builder();
  }

  /**
   * A builder on a database that stays: in H2 files beside this path, or on PostgreSQL in the
   * database that the path was first given for.
   */
  public static MillraceBuilder builder(Path path) {
    return POSTGRESQL
        ? Millrace.builder().dataSource(database(path))
        : Millrace.builder().h2File(path);
  }

  /** What stays under a path, to look at while no Millrace has it open. */
  public static Connection connection(Path path) throws SQLException {
    return POSTGRESQL
        ? database(path).getConnection()
        : DriverManager.getConnection("jdbc:h2:file:" + path.toAbsolutePath(), "sa", "");
  }

  /** The PostgreSQL database of a path. */
  public static DataSource database(Path path) {
    return LASTING.computeIfAbsent(path.toAbsolutePath(), unused -> newDatabase());
  }

  /** A new database that several Millraces may use, at once or one after another. */
  public static DataSource newDatabase() {
    return pool(newUnpooledDatabase());
  }

  /** A new database without a pool. */
  static DataSource newUnpooledDatabase() {
    return POSTGRESQL ? newUnpooledPostgresql() : newUnpooledH2();
  }

  /** A new database of the PostgreSQL server that has no tables yet, as its superuser. */
  static PGSimpleDataSource newEmptyPostgresql() {
    String name = "store_" + COUNT.incrementAndGet();
    execute("create database " + name);
    return (PGSimpleDataSource) Server.RUNNING.getDatabase("postgres", name);
  }

  private static DataSource newUnpooledH2() {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(
        "jdbc:h2:mem:store-"
            + COUNT.incrementAndGet()
            + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=256");
    h2.setUser("sa");
    h2.setPassword("");
    return h2;
  }

  private static DataSource newUnpooledPostgresql() {
    String name = "store_" + COUNT.incrementAndGet();
    execute("create database " + name + " template " + Server.TEMPLATE);
    return Server.RUNNING.getDatabase("postgres", name);
  }

  /** A pool of connections that ends with the tests. */
  static DataSource pool(DataSource source) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setMaximumPoolSize(16);
    config.setMinimumIdle(0);
    config.setIdleTimeout(10_000); // nobody closes it: tests end it
    return new HikariDataSource(config);
  }

  private static void execute(String sql) {
    try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One server for all tests of a JVM, with a database that has the tables already. */
  private static final class Server {
    static final String TEMPLATE = "tables";
    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server =
            EmbeddedPostgres.builder().setServerConfig("max_connections", "500").start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
            Statement statement = connection.createStatement()) {
          statement.execute("create database " + TEMPLATE);
        }
        Millrace.builder().dataSource(server.getDatabase("postgres", TEMPLATE)).build().close();
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
