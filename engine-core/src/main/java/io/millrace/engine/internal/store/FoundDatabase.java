// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import io.millrace.engine.EngineException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database as a start finds it: whether Millrace runs on it, and whether its tables are there.
 * Where they are not, PostgreSQL lets one node create them; the others wait in {@link #begin} until
 * it is closed. Not thread-safe.
 */
public final class FoundDatabase implements AutoCloseable {
  private static final String POSTGRESQL = "PostgreSQL";
  private static final int OLDEST_POSTGRESQL = 14;
  private static final int H2_MAJOR = 2;

  /** Names the lock of those who create tables: "Millrace" in ASCII. */
  private static final long LOCK = 0x4D696C6C72616365L;

  private static final int LOCK_SECONDS = 120;

  /** The parts of the process engine's tables, each with a table of it. */
  private static final String[][] ENGINE_PARTS = {
    {"engine", "act_ru_execution"}, {"history", "act_hi_procinst"}, {"identity", "act_id_user"}
  };

  private static final Map<Integer, String> LEVELS =
      Map.of(
          Connection.TRANSACTION_NONE, "none",
          Connection.TRANSACTION_READ_UNCOMMITTED, "READ UNCOMMITTED",
          Connection.TRANSACTION_REPEATABLE_READ, "REPEATABLE READ",
          Connection.TRANSACTION_SERIALIZABLE, "SERIALIZABLE");

  private final boolean postgresql;
  private final String schema;
  private final Place place;
  private @Nullable Connection lock;

  private FoundDatabase(boolean postgresql, String schema, Place place) {
    this.postgresql = postgresql;
    this.schema = schema;
    this.place = place;
  }

  /**
   * Where data is kept, for people to read.
   *
   * @param words product, version and address, without settings, which may hold a password
   * @param lasting whether it outlasts the process
   */
  public record Place(String words, boolean lasting) {
    private static final String SETTINGS = "[;?].*";

    static Place of(DatabaseMetaData data) throws SQLException {
      String url = String.valueOf(data.getURL());
      return new Place(
          data.getDatabaseProductName()
              + " "
              + data.getDatabaseProductVersion()
              + " at "
              + url.replaceFirst(SETTINGS, ""),
          !url.startsWith("jdbc:h2:mem:"));
    }
  }

  /** Where data is kept. */
  public Place place() {
    return place;
  }

  /**
   * Looks at a database, and keeps others from creating tables meanwhile if some are missing.
   *
   * @throws EngineException if Millrace does not run on it
   */
  public static FoundDatabase begin(DataSource dataSource) {
    try {
      Connection connection = dataSource.getConnection();
      try {
        FoundDatabase found = look(connection);
        if (found.lock == null) {
          connection.close();
        }
        return found;
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static EngineException failed(SQLException cause) {
    return DatabaseTrouble.exception(
        "Expected to look at the database, but it failed",
        cause,
        "check the data source: address, user and rights");
  }

  private static FoundDatabase look(Connection connection) throws SQLException {
    boolean postgresql = requireProduct(connection.getMetaData());
    requireReadCommitted(connection);
    String schema = connection.getSchema();
    if (schema == null) {
      throw refused(
          "Expected the database to have the schema of the connection, but it has none of its"
              + " search path.",
          "create the schema, or correct currentSchema in the JDBC address");
    }
    FoundDatabase found = new FoundDatabase(postgresql, schema, Place.of(connection.getMetaData()));
    if (postgresql && !found.isWhole(connection)) {
      found.requireRights(connection);
      found.lock(connection);
    }
    return found;
  }

  private static boolean requireProduct(DatabaseMetaData data) throws SQLException {
    String product = data.getDatabaseProductName();
    int major = data.getDatabaseMajorVersion();
    boolean postgresql = product.equals(POSTGRESQL);
    if (postgresql ? major < OLDEST_POSTGRESQL : !product.equals("H2") || major != H2_MAJOR) {
      throw refused(
          "Expected the data source to lead to H2 2.x or to PostgreSQL "
              + OLDEST_POSTGRESQL
              + " or newer, but it leads to "
              + product
              + " "
              + data.getDatabaseProductVersion()
              + ".",
          "use one of the two: others are untested, and Millrace's tables are not written for them");
    }
    return postgresql;
  }

  private static void requireReadCommitted(Connection connection) throws SQLException {
    int level = connection.getTransactionIsolation();
    if (level != Connection.TRANSACTION_READ_COMMITTED) {
      throw refused(
          "Expected the connections of the data source to have isolation READ COMMITTED, but it is "
              + LEVELS.getOrDefault(level, "level " + level)
              + ".",
          "set it where the data source or its pool is configured");
    }
  }

  private static EngineException refused(String problem, String advice) {
    return new EngineException(
        problem, advice, new IllegalStateException("The database is refused."));
  }

  private boolean isWhole(Connection connection) throws SQLException {
    return missingEngineParts(connection).isEmpty() && has(connection, history());
  }

  /** The parts of the process engine's tables that are not there, in the order to create them. */
  public List<String> missingEngineParts(Connection connection) throws SQLException {
    List<String> parts = new ArrayList<>();
    for (String[] part : ENGINE_PARTS) {
      if (!has(connection, part[1])) {
        parts.add(part[0]);
      }
    }
    return parts;
  }

  /** Databases spell names in one case or the other, and fold them by the rules of a language. */
  private boolean has(Connection connection, String table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select 1 from INFORMATION_SCHEMA.TABLES"
                + " where TABLE_SCHEMA = ? and TABLE_NAME in (?, ?)")) {
      statement.setString(1, schema);
      statement.setString(2, table.toUpperCase(Locale.ROOT));
      statement.setString(3, table.toLowerCase(Locale.ROOT));
      try (ResultSet found = statement.executeQuery()) {
        return found.next();
      }
    }
  }

  private void requireRights(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet right =
            statement.executeQuery(
                "select has_schema_privilege(current_schema(), 'CREATE'), current_user")) {
      right.next();
      if (!right.getBoolean(1)) {
        throw refused(
            "Expected the database user '"
                + right.getString(2)
                + "' to have the right to create tables in schema '"
                + schema
                + "', but it does not.",
            "grant create on the schema for the first start, or start once as a user that has it");
      }
    }
  }

  private void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(LOCK_SECONDS);
      statement.execute("select pg_advisory_lock(" + LOCK + ")");
      lock = connection;
    }
  }

  /** The schema that holds all tables. */
  public String schema() {
    return schema;
  }

  /** The table of migrations. PostgreSQL writes names in lower case. */
  String history() {
    return postgresql ? "mr_schema_history" : "MR_SCHEMA_HISTORY";
  }

  /** The type of large binary values: PostgreSQL has no BLOB, and H2's BYTEA ends at 1 MiB. */
  String bytes() {
    return postgresql ? "bytea" : "blob";
  }

  /** What the index of open step runs is on: H2 has no indexes of some rows only. */
  String openRuns() {
    return postgresql ? "(item_key) where ended_at is null" : "(ended_at, item_key)";
  }

  /** All tables are there: others that wait go on. */
  @Override
  public void close() {
    Connection locked = lock;
    lock = null;
    if (locked == null) {
      return;
    }
    try (locked;
        Statement statement = locked.createStatement()) {
      statement.execute("select pg_advisory_unlock(" + LOCK + ")");
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
