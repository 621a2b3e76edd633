// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.MillraceException;

/** Nothing of that id exists for the caller's tenant. Nothing has been changed. */
public final class NotFoundException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final String id;

  /**
   * @param id the id that was asked for
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   */
  public NotFoundException(String id, String problem, String advice) {
    super(problem, advice);
    this.id = id;
  }

  /** The id that was asked for. */
  public String id() {
    return id;
  }
}
