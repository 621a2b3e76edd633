package io.millrace.engine.internal;

import io.millrace.engine.EngineException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/** The host's data source, or an H2 database of our own that ends with us. */
final class Database implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 32;

  private final DataSource dataSource;
  private final @Nullable JdbcConnectionPool own;

  private Database(DataSource dataSource, @Nullable JdbcConnectionPool own) {
    this.dataSource = dataSource;
    this.own = own;
  }

  static Database open(Settings settings) {
    DataSource given = settings.dataSource();
    if (given != null) {
      return new Database(given, null);
    }
    JdbcConnectionPool pool = JdbcConnectionPool.create(settings.h2Url(), "sa", "");
    pool.setMaxConnections(MAX_CONNECTIONS);
    try {
      pool.getConnection().close(); // a location that cannot be used is refused here
      return new Database(pool, pool);
    } catch (SQLException e) {
      pool.dispose();
      throw refused(settings.h2Url(), e);
    }
  }

  private static EngineException refused(String url, SQLException cause) {
    String location = url.substring(url.indexOf(':', "jdbc:h2:".length()) + 1, url.indexOf(';'));
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
    if (own == null) {
      return;
    }
    try (Connection connection = own.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      if (e.getErrorCode() != ErrorCode.DATABASE_IS_CLOSED) {
        throw new EngineException(
            "Expected the H2 database to shut down, but it failed: " + e.getMessage(),
            "look at the cause; what was acknowledged is stored",
            e);
      }
    } finally {
      own.dispose();
    }
  }
}
