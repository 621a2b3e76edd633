// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

/**
 * The automated steps and timers of one tenant that Millrace gave up after repeated failures: what
 * is stuck, and why. Steps that a person blocked are not among them. Thread-safe.
 *
 * <p>A step is given up after {@linkplain MillraceBuilder#handlerAttempts as many attempts as the
 * builder says}; a timer after five, with pauses of 10 seconds, 1 minute, 10 minutes and 1 hour.
 */
public interface Failures {

  /**
   * One page of the failures, oldest first.
   *
   * @param offset how many to leave out
   * @param limit how many to give at most, up to {@link WorklistQuery#MAX_LIMIT}
   */
  Page<Failure> list(int offset, int limit);

  /** The 50 oldest failures. */
  default Page<Failure> list() {
    return list(0, 50);
  }

  /** How many failures there are; cheap enough to be asked every few seconds. */
  long count();

  /**
   * Lets a step or timer try again, with all its attempts.
   *
   * @param id the id of the failure
   * @throws NotFoundException if there is no such failure of the tenant, perhaps no longer
   */
  void retry(String id);

  /**
   * Lets every step that a handler gave up try again, each in a transaction of its own.
   *
   * @param handler the name of the handler
   * @return how many steps that were
   */
  int retryAll(String handler);
}
