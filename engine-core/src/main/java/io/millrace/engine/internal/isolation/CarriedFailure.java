// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.isolation;

import java.util.Objects;
import java.util.concurrent.ExecutionException;

/**
 * Carries what somebody else's code threw from one thread to another: its words and a copy for the
 * log, both taken on the thread on which it was thrown. Asking an exception for its words runs code
 * of whoever wrote it, which may hang or throw: here it does so within the time budget of the call.
 */
public final class CarriedFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final String words;
  private final LoggedFailure copy;
  private final boolean unusableAnswer;

  /**
   * Copies a failure.
   *
   * @param words what it says of itself
   */
  public CarriedFailure(Throwable failure, String words) {
    super(words, null, false, false);
    this.unusableAnswer = failure instanceof UnusableAnswerException;
    this.words = unusableAnswer ? String.valueOf(failure.getMessage()) : words;
    this.copy = new LoggedFailure(failure);
  }

  /** What a future passed on, which was given nothing else. */
  public static CarriedFailure of(ExecutionException passedOn) {
    return (CarriedFailure) Objects.requireNonNull(passedOn.getCause());
  }

  /** What was thrown, in its own words. */
  public String words() {
    return words;
  }

  /** What was thrown, as it can be logged without harm. */
  public LoggedFailure copy() {
    return copy;
  }

  /** Whether whoever looked at an answer found it to be of no use. */
  boolean isUnusableAnswer() {
    return unusableAnswer;
  }
}
