// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.MillraceException;

/**
 * A work item, a step, a transaction or a closed Millrace cannot do this now. Nothing has been
 * changed.
 */
public final class InvalidStateException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final String id;

  /**
   * @param id the id that was asked for; of what has none, what it is, such as {@code millrace}
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   */
  public InvalidStateException(String id, String problem, String advice) {
    super(problem, advice);
    this.id = id;
  }

  /** The id that was asked for. */
  public String id() {
    return id;
  }
}
