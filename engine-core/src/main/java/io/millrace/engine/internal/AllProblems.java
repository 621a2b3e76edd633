// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.model.MillraceException;
import org.jspecify.annotations.Nullable;

/**
 * Goes on after a problem, to throw all of them at once: the first carries the others. For one
 * thread.
 */
final class AllProblems {
  private @Nullable MillraceException first;

  /** Does something that may find a problem. */
  void of(Runnable work) {
    try {
      work.run();
    } catch (MillraceException e) {
      if (first == null) {
        first = e;
      } else {
        first.addSuppressed(e);
      }
    }
  }

  void throwIfAny() {
    if (first != null) {
      throw first;
    }
  }
}
