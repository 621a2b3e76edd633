// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostImplements;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Knows the working time: when those who do the work are there, for each tenant and service. It has
 * time zones, weekends and holidays of its own; what it is asked and tells are instants and
 * durations.
 *
 * <p>With one, decisions about work items know the facts {@code workingAge}, {@code
 * workingTimeToDue} and {@code workingDueUsed} beside those of the wall clock, so that policies may
 * go by either.
 *
 * <p>A function of its arguments and of a calendar that it has in memory: decisions wait for it
 * inside transactions, up to three times each, so it does no input or output and answers within
 * microseconds. It is called on threads of Millrace's own, by several at once, and interrupted
 * after a second. It does not call Millrace. The calendar may change between calls: each decision
 * keeps what it was told. If it throws, takes too long, or gives null or a negative duration, the
 * facts are left out, as without a calendar.
 */
@HostImplements
@FunctionalInterface
public interface WorkingTime {

  /**
   * How much working time lies between two instants.
   *
   * @param tenant the tenant whose calendar it is
   * @param service the service that is recorded for the work item; null if none is
   * @param from the start
   * @param to the end, not before the start
   * @return from zero to all the time that lies between
   */
  Duration between(String tenant, @Nullable String service, Instant from, Instant to);
}
