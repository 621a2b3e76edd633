// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.PackRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a Millrace is doing, for all tenants and, but for the last three, all nodes together: what
 * health checks and metrics show. Immutable.
 *
 * @param at when it was asked, by this machine's clock
 * @param timers timers of value streams that are due
 * @param steps automated steps that this node has a handler for and that nobody is at work on
 * @param events events that sinks have yet to take, those that wait for another try included
 * @param parkedEvents events that a sink refused too often: a person must replay or skip them
 * @param heldEvents events that wait behind one of their work item that was refused or parked
 * @param failures automated steps and timers that Millrace gave up: a person must retry them
 * @param lateFacts work items whose fact sources are to be asked, since they came in inside a
 *     transaction of the host's
 * @param stalledSinks sinks that have not returned from a call that was cut off
 * @param clocksAgree whether this machine's clock and the database's were together at the last
 *     check: if not, this node takes no automated steps and timers
 * @param policies the pack that decides for tenants without packs of their own
 */
public record EngineStatus(
    Instant at,
    Waiting timers,
    Waiting steps,
    Waiting events,
    long parkedEvents,
    long heldEvents,
    long failures,
    long lateFacts,
    List<String> stalledSinks,
    boolean clocksAgree,
    PackRef policies) {

  /** Copies the sinks. */
  public EngineStatus {
    stalledSinks = List.copyOf(stalledSinks);
  }

  /**
   * What waits to be done. Immutable.
   *
   * @param count how many
   * @param oldest since when the one has been waiting that has been so for longest; null if there
   *     is none
   */
  public record Waiting(long count, @Nullable Instant oldest) {

    /** How long the oldest has been waiting at an instant; zero if there is none. */
    public Duration age(Instant at) {
      return oldest == null || oldest.isAfter(at) ? Duration.ZERO : Duration.between(oldest, at);
    }
  }
}
