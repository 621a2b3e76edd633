// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.Reason;
import java.time.Instant;
import java.util.List;

/**
 * An item whose answer changes. Immutable.
 *
 * @param itemId the item's id
 * @param at the instant of the decision
 * @param oldValue the old answer, or {@link BacktestConfusion#NONE}
 * @param newValue the new answer, or {@link BacktestConfusion#NONE}
 * @param ranks by how many ranks it moves: above 0 to a more important answer, below 0 to a less
 *     important one; 0 if the answers have no ranks
 * @param oldReasons what decided the old answer; empty if it was recorded. Long texts are cut
 * @param newReasons what decided the new answer. Long texts are cut
 */
public record BacktestMove(
    String itemId,
    Instant at,
    String oldValue,
    String newValue,
    int ranks,
    List<Reason> oldReasons,
    List<Reason> newReasons) {

  /** Copies the reasons. */
  public BacktestMove {
    oldReasons = List.copyOf(oldReasons);
    newReasons = List.copyOf(newReasons);
  }
}
