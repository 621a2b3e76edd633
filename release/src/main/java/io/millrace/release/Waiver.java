// SPDX-License-Identifier: Apache-2.0
package io.millrace.release;

import java.time.LocalDate;

/**
 * Somebody's word that a vulnerability may stay for a while. Immutable.
 *
 * @param id of the advisory, any of its ids, or {@link #NO_MORE_FIXES}
 * @param component group, name and version: another version needs another waiver
 * @param reason why it stays, and what shields it
 * @param answers the name of who answers for it
 * @param since the day on which it was given
 * @param until the last day on which it holds
 */
record Waiver(
    String id, String component, String reason, String answers, LocalDate since, LocalDate until) {

  /**
   * Stands for the advisories that are still to come about a component whose makers have stopped.
   */
  static final String NO_MORE_FIXES = "no-more-fixes";

  boolean covers(Advisory advisory, Component found) {
    return component.equals(found.toString()) && advisory.names().contains(id);
  }
}
