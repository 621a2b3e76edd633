// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.internal.store.StorableText;
import io.millrace.model.MillraceException;

/** What somebody else's code threw, as text that any database can store. */
public final class FailureText {
  private static final int DEEPEST = 50;

  private FailureText() {}

  /**
   * What was thrown and what was at the bottom of it, in their own words, without stack traces.
   *
   * @param limit how many characters at most
   */
  public static String of(Throwable failure, int limit) {
    return StorableText.of(describe(failure), limit);
  }

  /** The same after what it was about. */
  public static String of(String problem, Throwable failure, int limit) {
    return StorableText.of(problem + ": " + describe(failure), limit);
  }

  private static String describe(Throwable failure) {
    try {
      return words(failure, root(failure));
    } catch (Throwable e) { // one that cannot say what caused it
      return words(failure);
    }
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < DEEPEST; depth++) {
      root = root.getCause();
    }
    return root;
  }

  private static String words(Throwable failure, Throwable root) {
    String text = words(failure);
    String bottom = root == failure ? "" : words(root);
    return text.contains(bottom) ? text : text + ", because of " + bottom;
  }

  private static String words(Throwable failure) {
    try {
      return failure instanceof MillraceException known ? known.problem() : String.valueOf(failure);
    } catch (Throwable e) { // one that cannot say what it is
      return failure.getClass().getName();
    }
  }
}
