// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

/** Which of the rows that match an item speak. */
public enum HitPolicy {
  /** The first one proposes. */
  FIRST,
  /** Each proposes. */
  ALL,
  /** Their points are added, and the sum proposes. */
  SUM
}
