// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

/** The default 5x5 matrix, hand-written: half of impact + urgency, rounded up. */
public final class Matrix {
  static final String TOP = "1 - Critical";

  private static final String[] LEVELS = {
    TOP, "2 - High", "3 - Moderate", "4 - Low", "5 - Planning"
  };

  private Matrix() {}

  /** The level for an impact and an urgency from 1, most urgent, to 5. */
  public static String level(int impact, int urgency) {
    return LEVELS[(impact + urgency + 1) / 2 - 1];
  }
}
