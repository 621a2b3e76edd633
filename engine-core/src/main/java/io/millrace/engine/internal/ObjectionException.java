// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

/** A participant threw: what it threw is for the caller, and no failure of Millrace's own. */
public final class ObjectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST = 1_000;

  private final RuntimeException thrown;

  ObjectionException(RuntimeException thrown) {
    super(FailureText.of(thrown, LONGEST), thrown, false, false);
    this.thrown = thrown;
  }

  /** What it threw. */
  public RuntimeException thrown() {
    return thrown;
  }
}
