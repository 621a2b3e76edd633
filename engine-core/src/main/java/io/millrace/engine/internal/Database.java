// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.millrace.engine.EngineException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/**
 * The host's data source, or an H2 database of our own that ends with us. The pool hands out the
 * same physical connections again and again: H2 keeps parsed statements with each of them.
 */
final class Database implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 16;
  private static final long CONNECTION_TIMEOUT_MILLIS = 10_000;

  private final DataSource dataSource;
  private final @Nullable HikariDataSource pool;
  private final @Nullable Connection keeper;

  private Database(
      DataSource dataSource, @Nullable HikariDataSource pool, @Nullable Connection keeper) {
    this.dataSource = dataSource;
    this.pool = pool;
    this.keeper = keeper;
  }

  static Database open(Settings settings) {
    DataSource given = settings.dataSource();
    return given == null ? openH2(settings.h2Url()) : new Database(given, null, null);
  }

  private static Database openH2(String url) {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setURL(url);
    h2.setUser("sa");
    h2.setPassword("");
    Connection keeper;
    try {
      keeper = h2.getConnection(); // a location that cannot be used is refused here
      requireAlone(keeper, url);
    } catch (SQLException e) {
      throw refused(url, e);
    }
    HikariConfig config = new HikariConfig();
    config.setDataSource(h2);
    config.setPoolName("millrace-h2");
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setMinimumIdle(1);
    config.setMaxLifetime(0);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    config.setExceptionOverrideClassName(ClosedH2Eviction.class.getName());
    HikariDataSource pool = new HikariDataSource(config);
    return new Database(pool, pool, keeper);
  }

  /** H2 lets a process open its own files again, but our shutdown would end the other one too. */
  private static void requireAlone(Connection keeper, String url) throws SQLException {
    try (Statement statement = keeper.createStatement();
        ResultSet rows =
            statement.executeQuery("select count(*) from INFORMATION_SCHEMA.SESSIONS")) {
      rows.next();
      if (rows.getInt(1) == 1) {
        return;
      }
    }
    keeper.close();
    throw new EngineException(
        "Expected to open the H2 database '"
            + location(url)
            + "', but this process has it open already.",
        "close the other Millrace or connection first, or share one Millrace",
        new IllegalStateException("The database has other sessions."));
  }

  private static String location(String url) {
    return url.substring(url.indexOf(':', "jdbc:h2:".length()) + 1, url.indexOf(';'));
  }

  private static EngineException refused(String url, SQLException cause) {
    String location = location(url);
    boolean inUse = cause.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1;
    return new EngineException(
        "Expected to open the H2 database '"
            + location
            + "', but "
            + (inUse ? "another process has it open" : cause.getMessage())
            + ".",
        inUse
            ? "end the other process, or use PostgreSQL for several at once"
            : "choose a folder that can be written, or look at the cause",
        cause);
  }

  DataSource dataSource() {
    return dataSource;
  }

  @Override
  public void close() {
    if (pool == null || keeper == null) {
      return;
    }
    pool.close();
    try (Connection last = keeper;
        Statement statement = last.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      if (e.getErrorCode() != ErrorCode.DATABASE_IS_CLOSED) {
        throw new EngineException(
            "Expected the H2 database to shut down, but it failed: " + e.getMessage(),
            "look at the cause; what was acknowledged is stored",
            e);
      }
    }
  }
}
