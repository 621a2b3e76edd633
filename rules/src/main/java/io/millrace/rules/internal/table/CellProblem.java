// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.table;

/** A cell cannot be understood. */
final class CellProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final String advice;

  /**
   * @param actual what it is, after "but"
   * @param advice what to do about it
   */
  CellProblem(String actual, String advice) {
    super(actual);
    this.advice = advice;
  }

  String actual() {
    return String.valueOf(getMessage());
  }

  String advice() {
    return advice;
  }
}
