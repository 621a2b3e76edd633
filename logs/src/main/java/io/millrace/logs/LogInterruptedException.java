// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import io.millrace.model.MillraceException;
import java.nio.file.Path;

/**
 * Preparing a log was stopped by interrupting its thread. Nothing is left behind, and the thread
 * stays marked as interrupted. Immutable.
 */
public final class LogInterruptedException extends MillraceException {
  private static final long serialVersionUID = 1L;

  LogInterruptedException(Path log) {
    super(
        "Expected to prepare the whole log '" + log + "', but its thread was interrupted.",
        "prepare it again; it starts from the beginning");
  }

  /** Throws if the current thread is interrupted, and leaves the mark. */
  static void check(Path log) {
    if (Thread.currentThread().isInterrupted()) {
      throw new LogInterruptedException(log);
    }
  }
}
