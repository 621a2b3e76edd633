package io.millrace.engine;

import io.millrace.model.MillraceException;

/**
 * The database or the process engine failed. The operation was rolled back as a whole; the cause
 * says more.
 */
public final class EngineException extends MillraceException {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   * @param cause what failed
   */
  public EngineException(String problem, String advice, Throwable cause) {
    super(problem, advice, cause);
  }
}
