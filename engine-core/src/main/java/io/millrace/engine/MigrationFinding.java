// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a migration says of one running work item. Immutable.
 *
 * @param item the id of the work item
 * @param from the version that it runs
 * @param verdict whether it moves
 * @param element the element of its version that the reason speaks of; null if it moves, or if the
 *     reason is the item's as a whole
 * @param reason why it does not move, as a sentence; empty if it moves
 * @param suggestions elements of the other version, or values of the variable, that fit; the best
 *     comes first
 */
public record MigrationFinding(
    String item,
    StreamVersion from,
    MigrationVerdict verdict,
    @Nullable String element,
    String reason,
    List<String> suggestions) {
  /** Copies the list. */
  public MigrationFinding {
    suggestions = List.copyOf(suggestions);
  }
}
