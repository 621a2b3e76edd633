package io.millrace.engine.internal.store;

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
          .placeholders(Map.of("bytes", bytes(dataSource)))
          .load()
          .migrate();
    } catch (FlywayException | SQLException e) {
      throw DatabaseTrouble.exception(
          "Expected Millrace's tables to be created or migrated, but it failed",
          e,
          "give the database user the right to create tables, or look at table " + HISTORY);
    }
  }

  /** The type of large binary values: PostgreSQL has no BLOB, and H2's BYTEA ends at 1 MiB. */
  private static String bytes(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return product.equals("PostgreSQL") ? "bytea" : "blob";
    }
  }
}
