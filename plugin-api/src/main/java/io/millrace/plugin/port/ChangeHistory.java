// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostImplements;
import io.millrace.model.ScheduledChange;
import io.millrace.model.TrackRecord;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Knows other changes: those that are planned or running, and how the finished ones went.
 *
 * <p>Called outside transactions, from several threads at once; each method at most once for one
 * change. All calls for one change share a time budget. A call that throws or outlasts it loses
 * nothing: what it would have told is marked missing with the reason, and the guardrail asks for an
 * approval. Late calls are interrupted.
 */
@HostImplements
public interface ChangeHistory {

  /**
   * The changes of any of these items whose planned time has an instant in common with an interval,
   * without cancelled and finished ones.
   *
   * @param tenant the tenant whose changes they are
   * @param items ids of configuration items, in a stable order; never empty
   * @param from the start of the interval
   * @param to its end, after the start
   * @return the changes in any order; the asking change itself may be among them
   */
  List<ScheduledChange> scheduled(String tenant, Set<String> items, Instant from, Instant to);

  /**
   * How the changes of a team went that were finished in an interval.
   *
   * @param tenant the tenant whose changes they are
   * @param team the team, as the host names it
   * @param from the start of the interval
   * @param to its end, after the start
   */
  TrackRecord ofTeam(String tenant, String team, Instant from, Instant to);

  /**
   * How the changes of a change model went that were finished in an interval.
   *
   * @param tenant the tenant whose changes they are
   * @param model the name of the change model
   * @param from the start of the interval
   * @param to its end, after the start
   */
  TrackRecord ofModel(String tenant, String model, Instant from, Instant to);

  /** The default: there are no other changes. */
  static ChangeHistory empty() {
    return Defaults.HISTORY;
  }
}
