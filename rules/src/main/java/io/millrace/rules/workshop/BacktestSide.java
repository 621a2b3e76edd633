// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

/** One of the two sides of a comparison. Immutable. */
public enum BacktestSide {
  /** What is, or was. */
  OLD,
  /** What would be. */
  NEW
}
