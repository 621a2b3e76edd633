// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Brings Millrace's own tables up to date. */
public final class Schema {
  private Schema() {}

  /** Creates or migrates the tables; does nothing if they are up to date. */
  public static void migrate(DataSource dataSource, FoundDatabase found) {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(dataSource)
          .locations("classpath:io/millrace/engine/db")
          .table(found.history())
          .defaultSchema(found.schema())
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .placeholders(Map.of("bytes", found.bytes(), "openRuns", found.openRuns()))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw DatabaseTrouble.exception(
          "Expected Millrace's tables to be created or migrated, but it failed",
          e,
          "give the database user the right to create tables, or look at table " + found.history());
    }
  }
}
