// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.MillraceException;

/**
 * The database or the process engine failed. Nothing of the operation has been kept, unless {@link
 * #mayBeCommitted()} says otherwise; the cause says more. Immutable.
 */
public final class EngineException extends MillraceException {
  private static final long serialVersionUID = 2L;

  private final boolean isTransient;
  private final boolean mayBeCommitted;

  /**
   * A failure that stays until somebody does something about it.
   *
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   * @param cause what failed
   */
  public EngineException(String problem, String advice, Throwable cause) {
    this(problem, advice, cause, false, false);
  }

  /**
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   * @param cause what failed
   * @param isTransient whether the failure may pass by itself
   * @param mayBeCommitted whether the operation may have been kept all the same
   */
  public EngineException(
      String problem, String advice, Throwable cause, boolean isTransient, boolean mayBeCommitted) {
    super(problem, advice, cause);
    this.isTransient = isTransient;
    this.mayBeCommitted = mayBeCommitted;
  }

  /**
   * Whether the failure may pass by itself, as a lost connection does, so that it makes sense to
   * repeat the operation unchanged a little later.
   */
  public boolean isTransient() {
    return isTransient;
  }

  /**
   * Whether the operation may have been kept all the same: the connection broke while it was
   * committed. Repeat it with the same command id, or a submission with the same id: that gives the
   * first result if it was kept, and does it if it was not.
   */
  public boolean mayBeCommitted() {
    return mayBeCommitted;
  }
}
