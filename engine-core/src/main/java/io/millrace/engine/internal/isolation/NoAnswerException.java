// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.isolation;

import org.jspecify.annotations.Nullable;

/** A contribution gave no answer. Its text is the reason alone: it goes into what people read. */
public final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoAnswerException(String reason, @Nullable LoggedFailure cause) {
    super(reason, cause);
  }

  @Override
  public String toString() {
    return String.valueOf(getMessage());
  }
}
