// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Instant;

/**
 * Flow at one instant. Immutable. The three states add up to the work items in the system.
 *
 * @param at the instant
 * @param waiting work items in a queue
 * @param working work items that are worked on
 * @param blocked work items that cannot proceed
 * @param arrived work items opened until then, since the start of the window
 * @param departed work items closed for the last time until then, since the start of the window
 */
public record FlowPoint(
    Instant at, long waiting, long working, long blocked, long arrived, long departed) {

  /** Work items that are opened and not closed. */
  public long inSystem() {
    return waiting + working + blocked;
  }
}
