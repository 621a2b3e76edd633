// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import io.millrace.engine.internal.store.FoundDatabase;
import java.sql.SQLException;
import org.camunda.bpm.engine.SchemaOperationsCommand;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.jspecify.annotations.Nullable;

/**
 * Creates the engine's tables that the schema does not have. The engine's own look goes over all
 * schemas, so that it takes another engine's tables for its own, and it spells names the way of the
 * default locale, so that it misses its own in Turkish.
 */
final class MissingTables implements SchemaOperationsCommand {
  private final FoundDatabase found;

  MissingTables(FoundDatabase found) {
    this.found = found;
  }

  @Override
  public @Nullable Void execute(CommandContext context) {
    DbSqlSession session = context.getDbSqlSession();
    try {
      for (String part : found.missingEngineParts(session.getSqlSession().getConnection())) {
        session.executeMandatorySchemaResource("create", part);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return null;
  }
}
