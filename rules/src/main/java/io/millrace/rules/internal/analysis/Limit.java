// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import java.util.BitSet;

/**
 * What an answer to a question says about an item: one fact has one of some values, the text has
 * one of some atoms, or it has none of them. The sets are not changed once they are in a limit.
 */
sealed interface Limit {

  /** What holds if this does not. */
  Limit negated();

  /** The fact has one of the values. */
  record FactIn(int fact, BitSet values, BitSet others) implements Limit {
    @Override
    public Limit negated() {
      return new FactIn(fact, others, values);
    }
  }

  /**
   * The text has one of the atoms.
   *
   * @param blocked what may not be there if none of them is
   */
  record TextHas(BitSet atoms, BitSet blocked) implements Limit {
    @Override
    public Limit negated() {
      return new TextLacks(atoms, blocked);
    }
  }

  /** The text has none of the atoms. */
  record TextLacks(BitSet atoms, BitSet blocked) implements Limit {
    @Override
    public Limit negated() {
      return new TextHas(atoms, blocked);
    }
  }
}
