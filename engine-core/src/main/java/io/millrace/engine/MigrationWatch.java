// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

/**
 * Follows a migration. It is called in the thread that runs the migration, outside any transaction;
 * what it throws ends the migration.
 */
@FunctionalInterface
public interface MigrationWatch {

  /** Called after each work item; says whether to go on. */
  boolean goOn(MigrationProgress progress);
}
