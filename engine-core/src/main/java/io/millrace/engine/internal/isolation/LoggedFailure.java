// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.isolation;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody else's code threw, as it can be logged without harm: the words and the stack trace
 * are copied once, so that an exception that fails when it is printed cannot fail in here.
 */
public final class LoggedFailure extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 10;
  private static final int LONGEST = 4_000;

  /** Copies a failure and what caused it. */
  public LoggedFailure(Throwable failure) {
    this(failure, DEEPEST);
  }

  private LoggedFailure(Throwable failure, int depth) {
    super(words(failure), causeOf(failure, depth), false, true);
    setStackTrace(traceOf(failure));
  }

  private static String words(Throwable failure) {
    try {
      String text = String.valueOf(failure);
      return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    } catch (Throwable e) { // one that cannot say what it is
      return failure.getClass().getName();
    }
  }

  private static @Nullable Throwable causeOf(Throwable failure, int depth) {
    try {
      Throwable cause = failure.getCause();
      return cause == null || depth == 0 ? null : new LoggedFailure(cause, depth - 1);
    } catch (Throwable e) { // nor what caused it
      return null;
    }
  }

  private static StackTraceElement[] traceOf(Throwable failure) {
    try {
      return Stream.of(failure.getStackTrace())
          .filter(Objects::nonNull)
          .toArray(StackTraceElement[]::new);
    } catch (Throwable e) { // nor where it was thrown
      return new StackTraceElement[0];
    }
  }

  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
