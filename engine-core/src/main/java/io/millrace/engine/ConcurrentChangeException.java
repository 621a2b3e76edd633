// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.MillraceException;

/**
 * Others changed the same thing at the same time, and trying again inside Millrace did not help, or
 * somebody held it locked for too long. Nothing has been changed: the operation may be repeated as
 * it is. But inside a transaction of the host's, that transaction can only be rolled back, and is
 * to be repeated as a whole: {@link #isRollbackOnly()}. Immutable.
 */
public final class ConcurrentChangeException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final boolean rollbackOnly;

  /**
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   * @param cause the conflict as the database or the process engine told it
   * @param rollbackOnly whether a transaction of the host's can only be rolled back now
   */
  public ConcurrentChangeException(
      String problem, String advice, Throwable cause, boolean rollbackOnly) {
    super(problem, advice, cause);
    this.rollbackOnly = rollbackOnly;
  }

  /**
   * Whether the operation was part of a transaction of the host's, which can only be rolled back:
   * to repeat the operation alone does not help.
   */
  public boolean isRollbackOnly() {
    return rollbackOnly;
  }
}
