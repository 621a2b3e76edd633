// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import java.time.Duration;

/**
 * How handlers of automated steps are run. Immutable.
 *
 * @param budget how long one handler may take for one step
 * @param threads how many handlers run at once
 * @param attempts how often a handler may begin with one step before Millrace gives up
 * @param lockMargin by how much the lock on a step outlasts the budget; a node whose clock is fast
 *     by more than that would take steps away from nodes that are still at it
 */
public record HandlerSettings(Duration budget, int threads, int attempts, Duration lockMargin) {
  /** Enough for one commit, a long pause of the JVM, and two clocks that differ as they may. */
  private static final Duration LOCK_MARGIN = Duration.ofSeconds(20);

  /** What the builder has unless it is told otherwise. */
  public static final HandlerSettings DEFAULTS =
      new HandlerSettings(Duration.ofSeconds(40), 4, 3, LOCK_MARGIN);

  /** The same with another budget. */
  public HandlerSettings budget(Duration value) {
    return new HandlerSettings(value, threads, attempts, lockMargin);
  }

  /** The same with another number of threads. */
  public HandlerSettings threads(int value) {
    return new HandlerSettings(budget, value, attempts, lockMargin);
  }

  /** The same with another number of attempts. */
  public HandlerSettings attempts(int value) {
    return new HandlerSettings(budget, threads, value, lockMargin);
  }

  /** How long a fetched step stays with the node that fetched it. */
  public Duration lock() {
    return budget.plus(lockMargin);
  }

  /** How long the lock must still last when a handler begins: its end is to be stored under it. */
  public Duration lockToBegin() {
    return budget.plus(lockMargin.dividedBy(2));
  }
}
