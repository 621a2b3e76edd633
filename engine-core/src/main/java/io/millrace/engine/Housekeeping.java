// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.util.List;
import java.util.function.LongConsumer;

/**
 * Deletes what has been kept long enough, and erases what names a person, for one tenant.
 * Thread-safe. Several nodes may clean up at once: none waits for another, and none does what
 * another does.
 */
public interface Housekeeping {

  /** What has been kept long enough and is still there. */
  Overdue overdue();

  /**
   * Deletes work items that have been kept long enough, the longest overdue first, and results of
   * commands. Works in small transactions, each of which archives work items and then deletes them
   * with everything that belongs to them. Stops between two of them if the thread is interrupted.
   *
   * @param maxItems how many work items to delete at most; 0 deletes results of commands alone
   * @throws EngineException if the archive or the database fails; what was deleted before remains
   *     deleted
   */
  default CleanUpReport cleanUp(int maxItems) {
    return cleanUp(maxItems, deleted -> {});
  }

  /**
   * Deletes as {@link #cleanUp(int)} does.
   *
   * @param progress hears after each transaction how many work items were deleted so far
   */
  CleanUpReport cleanUp(int maxItems, LongConsumer progress);

  /**
   * Replaces what names a person by a pseudonym in everything that is stored for the tenant, and in
   * the archive. Work items go on meanwhile: each is changed under its own lock. A second run finds
   * what was written during the first; a run that was interrupted can be run again.
   *
   * @throws EngineException if the archive or the database fails; what was replaced before remains
   *     replaced
   */
  ErasureRecord erase(ErasePerson request);

  /** The erasures of the tenant, the newest first. */
  List<ErasureRecord> erasures(int offset, int limit);
}
