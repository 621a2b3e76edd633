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
  public static final Duration LOCK_MARGIN = Duration.ofSeconds(20);

  /** How long a fetched step stays with the node that fetched it. */
  public Duration lock() {
    return budget.plus(lockMargin);
  }
}
