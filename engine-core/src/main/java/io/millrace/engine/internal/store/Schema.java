package io.millrace.engine.internal.store;

import io.millrace.engine.EngineException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings Millrace's own tables up to date. */
public final class Schema {
  private static final String HISTORY = "MR_SCHEMA_HISTORY";

  private Schema() {}

  /** Creates or migrates the tables; does nothing if they are up to date. */
  public static void migrate(DataSource dataSource) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(dataSource)
          .locations("classpath:io/millrace/engine/db")
          .table(HISTORY)
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .placeholders(placeholders(dataSource))
          .load()
          .migrate();
    } catch (FlywayException | SQLException e) {
      throw new EngineException(
          "Expected Millrace's tables to be created or migrated, but it failed: " + e.getMessage(),
          "give the database user the right to create tables, or look at table " + HISTORY,
          e);
    }
  }

  /**
   * Where the databases differ: PostgreSQL has no BLOB, and H2's BYTEA ends at 1 MiB; H2 has no
   * partial indexes.
   */
  private static Map<String, String> placeholders(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return product.equals("PostgreSQL")
          ? Map.of("bytes", "bytea", "openRuns", "(item_key) where ended_at is null")
          : Map.of("bytes", "blob", "openRuns", "(ended_at, item_key)");
    }
  }
}
