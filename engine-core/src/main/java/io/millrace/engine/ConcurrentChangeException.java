// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.MillraceException;

/**
 * Others changed the same thing at the same time, and trying again inside Millrace did not help, or
 * somebody held it locked for too long. Nothing has been changed: the operation may be repeated as
 * it is. Immutable.
 */
public final class ConcurrentChangeException extends MillraceException {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   * @param cause the conflict as the database or the process engine told it
   */
  public ConcurrentChangeException(String problem, String advice, Throwable cause) {
    super(problem, advice, cause);
  }
}
