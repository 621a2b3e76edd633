// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import java.util.ArrayList;
import java.util.List;

/** The items of one old and one new answer. Mutable, for one thread. */
final class BacktestCell {
  /** The numbers of the two answers. */
  record Key(int oldNumber, int newNumber) {
    /** For all combinations beyond those that are counted each. */
    static final Key OTHER = new Key(1, 1);
  }

  final String oldLabel;
  final String newLabel;
  final List<BacktestMove> examples = new ArrayList<>();
  long count;
  long changed;

  BacktestCell(String oldLabel, String newLabel) {
    this.oldLabel = oldLabel;
    this.newLabel = newLabel;
  }
}
