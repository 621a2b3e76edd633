// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import java.util.List;

/**
 * How much of something the scenarios run through. Immutable.
 *
 * @param what what is counted: a decision point's rules, or the matrix's cells
 * @param total how many there are
 * @param missed the ones that no scenario runs through, in order
 */
public record Coverage(String what, int total, List<String> missed) {

  /** Copies the list. */
  public Coverage {
    missed = List.copyOf(missed);
  }

  /** How many the scenarios run through. */
  public int covered() {
    return total - missed.size();
  }

  /** The share in percent, rounded down; 100 if there is nothing to cover. */
  public int percent() {
    return total == 0 ? 100 : (int) (100L * covered() / total);
  }
}
