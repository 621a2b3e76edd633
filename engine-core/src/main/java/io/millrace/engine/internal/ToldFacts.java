// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.model.Facts;

/**
 * What those who are asked tell about one demand, beneath its own facts, and only as much as there
 * is room for: together with what is learnt later, all of it is to be stored. Not thread-safe.
 */
final class ToldFacts {
  /** For all who are asked together, in characters of JSON. */
  private static final int MOST = Limits.FACTS / 2;

  /** Is left for what is learnt later, in characters of JSON. */
  private static final int RESERVE = Limits.FACTS / 20;

  private final Facts own;
  private Facts told = Facts.none();
  private int room;

  /**
   * @param own the host's word, which wins
   */
  ToldFacts(Facts own) {
    this.own = own;
    this.room = Math.min(MOST, Limits.FACTS - RESERVE - Codec.write(own).length());
  }

  /** Adds facts, of which newer ones win. Says whether there was room for them. */
  boolean add(Facts newer) {
    if (!takesRoom(newer)) {
      return false;
    }
    told = told.with(newer);
    return true;
  }

  /** Adds facts as far as nothing else is known. Says whether there was room for them. */
  boolean addBeneath(Facts older) {
    if (!takesRoom(older)) {
      return false;
    }
    told = older.with(told);
    return true;
  }

  private boolean takesRoom(Facts facts) {
    if (facts.isEmpty()) {
      return true;
    }
    int length = Codec.write(facts).length();
    if (length > room) {
      return false;
    }
    room -= length;
    return true;
  }

  /** All that is known now. */
  Facts all() {
    return told.with(own);
  }
}
