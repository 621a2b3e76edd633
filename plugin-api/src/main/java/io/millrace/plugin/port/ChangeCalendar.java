// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostImplements;
import io.millrace.model.ChangeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Knows freezes, maintenance windows and holidays. A calendar has time zones of its own; what it
 * tells are instants.
 *
 * <p>Called outside transactions, from several threads at once; each method at most once for one
 * change. A call that throws or outlasts the time budget loses nothing: what it would have told is
 * marked missing with the reason, and the guardrail asks for an approval. Late calls are
 * interrupted.
 */
@FunctionalInterface
@HostImplements
public interface ChangeCalendar {

  /**
   * Every window that has an instant in common with an interval and concerns one of the ids.
   *
   * @param tenant the tenant whose calendar it is
   * @param concerned ids of configuration items and services, in a stable order; may be empty, and
   *     then only windows for all count
   * @param from the start of the interval
   * @param to its end, after the start; the interval spans weeks at most
   * @return the windows in any order; whole, not cut to the interval
   */
  List<ChangeWindow> windows(String tenant, Set<String> concerned, Instant from, Instant to);

  /**
   * Which of the ids may be changed in maintenance windows only.
   *
   * @param tenant the tenant whose calendar it is
   * @param concerned ids of configuration items and services, in a stable order
   * @return a part of the ids; none by default
   */
  default Set<String> boundToMaintenance(String tenant, Set<String> concerned) {
    return Set.of();
  }

  /** The default: no freeze, no maintenance window, no holiday. */
  static ChangeCalendar empty() {
    return Defaults.CALENDAR;
  }
}
