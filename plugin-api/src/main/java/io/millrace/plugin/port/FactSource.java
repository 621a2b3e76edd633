// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostImplements;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows facts about demand: its service, configuration item, entitlement, calendar.
 *
 * <p>Called once per submission, before the transaction, with every demand of that submission.
 * Demand that is submitted inside a transaction of the host's is asked about after its commit, then
 * together with that of other submissions of the tenant. Implementations are called from several
 * threads at once. A call that throws or outlasts the engine's time budget loses nothing: the
 * demand is accepted, and each fact of {@link #provides()} is marked missing with the reason. So is
 * it where an answer is longer than 100,000 characters of JSON about one demand, or where there is
 * no room for it beside what other sources tell. Demand whose own facts leave no room even for the
 * marks goes without them; a line in the log says so.
 */
@HostImplements
public interface FactSource {

  /** A name for messages and metrics; asked once. */
  String name();

  /**
   * The names of the facts that this source can give; others that it returns are ignored. Asked
   * once.
   */
  Set<String> provides();

  /**
   * Looks up facts.
   *
   * @param tenant the tenant of all the demands
   * @param demands in the order of submission; never empty
   * @return facts by demand id; a demand that is not in the map has none
   */
  Map<String, Facts> lookUp(String tenant, List<Demand> demands);
}
