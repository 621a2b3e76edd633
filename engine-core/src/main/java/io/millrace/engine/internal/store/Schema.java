// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.ClassicConfiguration;
import org.flywaydb.core.internal.plugin.PluginRegister;

/** Brings Millrace's own tables up to date. */
public final class Schema {
  private Schema() {}

  /** Creates or migrates the tables; does nothing if they are up to date. */
  public static void migrate(DataSource dataSource, FoundDatabase found) {
    try {
      ClassicConfiguration configuration = new ClassicConfiguration(Schema.class.getClassLoader());
      configuration.setPluginRegister(new UncopiedPlugins());
      configuration.setDataSource(dataSource);
      configuration.setLocationsAsStrings("classpath:io/millrace/engine/db");
      configuration.setTable(found.history());
      configuration.setDefaultSchema(found.schema());
      configuration.setBaselineOnMigrate(true);
      configuration.setBaselineVersionAsString("0");
      configuration.setPlaceholders(Map.of("bytes", found.bytes(), "openRuns", found.openRuns()));
      new Flyway(configuration).migrate();
    } catch (FlywayException e) {
      throw DatabaseTrouble.exception(
          "Expected Millrace's tables to be created or migrated, but it failed",
          e,
          "give the database user the right to create tables, or look at table " + found.history());
    }
  }

  /**
   * The plugins of a configuration that serves one migration. Flyway copies them by writing each as
   * JSON and reading it back, which loads a JSON library at every start; nobody else sees these.
   */
  private static final class UncopiedPlugins extends PluginRegister {
    @Override
    public PluginRegister getCopy() {
      return this;
    }
  }
}
