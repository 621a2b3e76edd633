// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.util.List;

/**
 * A checked plan to move running work items to another version of their value stream. Immutable and
 * thread-safe; it can be run again, and then moves what has not been moved yet.
 */
public interface MigrationPlan {

  /** The versions to move from. */
  List<StreamVersion> from();

  /** The version to move to. */
  StreamVersion to();

  /** Finds out what {@link #run()} would do now, and changes nothing. */
  default MigrationReport dryRun() {
    return dryRun(progress -> true);
  }

  /**
   * As {@link #dryRun()}.
   *
   * @param watch is told after each work item, and can end it
   */
  MigrationReport dryRun(MigrationWatch watch);

  /** Moves every work item that can be moved. */
  default MigrationReport run() {
    return run(progress -> true);
  }

  /**
   * Moves every work item that can be moved, each in a transaction of its own: its process, its
   * open steps, and what is recorded of them move together or not at all. Work items that cannot be
   * moved go on as before. What was moved stays moved if the run ends early, for whatever reason.
   *
   * @param watch is told after each work item, and can end it
   */
  MigrationReport run(MigrationWatch watch);
}
