// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;

/**
 * The root of every exception that Millrace throws on purpose.
 *
 * <p>The message follows one grammar: what was expected and what was found, then, on a line of its
 * own that begins with "Maybe", what to do about it. Subclasses expose the ids they speak of, so
 * that hosts never parse text.
 */
@HostCalls
public class MillraceException extends RuntimeException {
  private static final long serialVersionUID = 2L;

  private final String problem;
  private final String advice;

  /**
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   */
  public MillraceException(String problem, String advice) {
    super(message(problem, advice));
    this.problem = problem;
    this.advice = advice;
  }

  /**
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   * @param cause what made it fail
   */
  public MillraceException(String problem, String advice, Throwable cause) {
    super(message(problem, advice), cause);
    this.problem = problem;
    this.advice = advice;
  }

  /** What was expected, and what was found instead. */
  public final String problem() {
    return problem;
  }

  /** What to do about it, without the leading "Maybe" and the final full stop. */
  public final String advice() {
    return advice;
  }

  private static String message(String problem, String advice) {
    return problem + "\nMaybe " + advice + ".";
  }
}
