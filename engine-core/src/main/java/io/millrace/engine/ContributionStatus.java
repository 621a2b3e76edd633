// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one contribution of a plugin does on this node since the start. Immutable; counts are taken
 * one by one and may differ by a call that is just under way.
 *
 * @param port what it is, such as {@code fact source}
 * @param name its name; that of the port where there is one contribution only
 * @param plugin the id of the plugin that brought it
 * @param state whether it is called now
 * @param calls how many calls began
 * @param failures how many of them threw, gave an unusable answer, or were late
 * @param late how many of the failures outlasted their time budget
 * @param refused how often it was not called, because it was suspended or too many calls were under
 *     way
 * @param running how many calls are under way, those that stalled included
 * @param stalled how many calls were cut off and have not returned: each keeps a thread
 * @param busy how long all calls took together that have come to an end, by the wall clock: those
 *     that were cut off count until then
 * @param lastFailure what the last failure was; null if there was none
 * @param lastFailureAt when it was, by the machine's clock; null if there was none
 */
public record ContributionStatus(
    String port,
    String name,
    String plugin,
    State state,
    long calls,
    long failures,
    long late,
    long refused,
    int running,
    int stalled,
    Duration busy,
    @Nullable String lastFailure,
    @Nullable Instant lastFailureAt) {

  /** Whether a contribution is called. */
  public enum State {
    /** It is called. */
    AVAILABLE,
    /** It was suspended; one call tries whether it is back. */
    PROBING,
    /** It failed too often in a row and is not called for a while. */
    SUSPENDED,
    /** As many calls hang as may be under way at once: it is not called before one returns. */
    STALLED
  }
}
