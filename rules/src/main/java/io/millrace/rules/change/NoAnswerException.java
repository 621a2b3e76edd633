// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by a port that {@link ChangeFacts} or a policy pack asks, or by what stands before it,
 * when there is no answer. Its message is the reason, such as "it took longer than 200 ms", which
 * people read after the name of the port. Any other exception is told as a failure. Immutable.
 */
public final class NoAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says why there is no answer.
   *
   * @param reason what follows the name of the port
   * @param cause what led to it; null if nothing did
   */
  public NoAnswerException(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
