// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.MillraceException;
import org.jspecify.annotations.Nullable;

/** A decision log cannot be read, or a line of it is not one. Immutable. */
public final class DecisionLogException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final String log;
  private final long line;
  private final String expected;
  private final String found;

  DecisionLogException(
      String log,
      long line,
      String expected,
      String found,
      String advice,
      @Nullable Throwable cause) {
    super(
        "Expected "
            + (line > 0 ? "line " + line + " of " : "")
            + "the decision log '"
            + log
            + "' "
            + expected
            + ", but "
            + found
            + ".",
        advice);
    this.log = log;
    this.line = line;
    this.expected = expected;
    this.found = found;
    if (cause != null) {
      initCause(cause);
    }
  }

  /** The log, as the caller named it. */
  public String log() {
    return log;
  }

  /** The line, from 1; 0 if it concerns the whole log. */
  public long line() {
    return line;
  }

  /** What was expected of the line, beginning with "to". */
  public String expected() {
    return expected;
  }

  /** What is there instead. */
  public String found() {
    return found;
  }
}
