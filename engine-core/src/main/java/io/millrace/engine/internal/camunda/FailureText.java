package io.millrace.engine.internal.camunda;

import io.millrace.model.MillraceException;
import java.nio.charset.StandardCharsets;

/** What is kept of a failure: enough to see what went wrong, in words that any database takes. */
final class FailureText {
  /** Within the engine's column for the failure of a step, in characters. */
  static final int LONGEST = 600;

  private FailureText() {}

  /** What was thrown, and what was at the bottom of it. */
  static String of(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 50; depth++) {
      root = root.getCause();
    }
    String text = describe(failure);
    String bottom = root == failure ? "" : describe(root);
    return bounded(text.contains(bottom) ? text : text + ", because of " + bottom);
  }

  static String of(String problem, Throwable failure) {
    return bounded(problem + ": " + of(failure));
  }

  private static String describe(Throwable failure) {
    try {
      return failure instanceof MillraceException known ? known.problem() : String.valueOf(failure);
    } catch (RuntimeException | StackOverflowError e) { // a handler's own exception may do anything
      return failure.getClass().getName();
    }
  }

  /** Databases refuse NUL and halves of surrogate pairs. */
  private static String bounded(String text) {
    String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    String clean = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    return clean.replace('\0', ' ');
  }
}
