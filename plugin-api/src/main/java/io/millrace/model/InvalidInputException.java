// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;

/** A value from outside cannot be used. Nothing has been recorded. */
@HostCalls
public final class InvalidInputException extends MillraceException {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   */
  public InvalidInputException(String problem, String advice) {
    super(problem, advice);
  }

  /**
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   * @param cause what made it fail
   */
  public InvalidInputException(String problem, String advice, Throwable cause) {
    super(problem, advice, cause);
  }
}
