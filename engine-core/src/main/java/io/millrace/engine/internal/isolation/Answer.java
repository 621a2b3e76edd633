// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.isolation;

import io.millrace.rules.change.NoAnswerException;
import org.jspecify.annotations.Nullable;

/**
 * What a contribution answered, or why there is no answer.
 *
 * @param value the answer; null if there is none
 * @param reason why there is none, in words that follow its name; empty if there is one
 * @param cause a copy of what it threw; null if it did not
 */
public record Answer<T>(@Nullable T value, String reason, @Nullable LoggedFailure cause) {

  static <T> Answer<T> of(T value) {
    return new Answer<>(value, "", null);
  }

  static <T> Answer<T> none(String reason, @Nullable LoggedFailure cause) {
    return new Answer<>(null, reason, cause);
  }

  /**
   * The answer.
   *
   * @throws NoAnswerException if there is none
   */
  public T orThrow() {
    if (value == null) {
      throw new NoAnswerException(reason, cause);
    }
    return value;
  }
}
