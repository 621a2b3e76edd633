package io.millrace.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.jdbcx.JdbcConnectionPool;

/** H2 as Millrace opens it by default, for both sides of a comparison. */
public final class Databases {
  private Databases() {}

  /** A new database in memory. */
  public static JdbcConnectionPool memory() {
    return open("jdbc:h2:mem:bench-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
  }

  /** A database in files, where an acknowledged commit survives a crash of the process. */
  public static JdbcConnectionPool file(Path path) {
    return open(
        "jdbc:h2:file:"
            + path.toAbsolutePath()
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000");
  }

  /** Shuts the database down. */
  public static void shutDown(JdbcConnectionPool pool) {
    try (Connection connection = pool.getConnection()) {
      connection.createStatement().execute("SHUTDOWN");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      pool.dispose();
    }
  }

  private static JdbcConnectionPool open(String url) {
    JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
    pool.setMaxConnections(32);
    return pool;
  }
}
