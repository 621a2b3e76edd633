// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What a database says, out of what a transaction manager makes of it. */
final class DatabaseCause {
  private static final int DEEPEST = 16;

  private DatabaseCause() {}

  /**
   * The failure with the {@link SQLException} among its causes, if there is one anywhere: some
   * transaction managers only suppress it.
   */
  static Throwable of(Exception failure) {
    if (isAmongCauses(failure)) {
      return failure;
    }
    SQLException suppressed = find(failure, DEEPEST);
    if (suppressed == null) {
      return failure;
    }
    IllegalStateException both = new IllegalStateException(failure.toString(), suppressed);
    both.addSuppressed(failure);
    return both;
  }

  private static boolean isAmongCauses(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof SQLException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static @Nullable SQLException find(@Nullable Throwable failure, int depth) {
    if (failure == null || depth == 0) {
      return null;
    }
    if (failure instanceof SQLException sql) {
      return sql;
    }
    SQLException found = find(failure.getCause(), depth - 1);
    for (Throwable suppressed : failure.getSuppressed()) {
      found = found == null ? find(suppressed, depth - 1) : found;
    }
    return found;
  }
}
