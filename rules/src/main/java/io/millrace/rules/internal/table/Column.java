// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

/**
 * A column of a table.
 *
 * @param name the fact or output; empty if the kind needs none
 * @param header as the file has it
 */
record Column(Kind kind, String name, String header) {

  /** What the cells of a column say. */
  enum Kind {
    WHEN,
    TEXT,
    THEN,
    RAISE,
    POINTS,
    STRENGTH,
    RULE,
    BECAUSE
  }

  boolean asks() {
    return kind == Kind.WHEN || kind == Kind.TEXT;
  }
}
