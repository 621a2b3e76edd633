// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.isolation;

/** An answer came that no use can be made of. */
public final class UnusableAnswerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason why, for people to read
   */
  public UnusableAnswerException(String reason) {
    super(reason);
  }
}
