// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostImplements;
import io.millrace.model.ConfigurationItem;
import java.util.Map;
import java.util.Set;

/**
 * Knows configuration items and what depends on them. Millrace walks along the dependents itself,
 * level by level, with bounds on depth and size; cycles do no harm.
 *
 * <p>Called outside transactions, from several threads at once, once for each level with all items
 * of that level. All calls for one change share a time budget. A call that throws or outlasts it
 * loses nothing: what it would have told is marked missing with the reason, and the guardrail asks
 * for an approval. Late calls are interrupted.
 */
@FunctionalInterface
@HostImplements
public interface ConfigurationGraph {

  /**
   * Looks up items.
   *
   * @param tenant the tenant whose items they are
   * @param ids the ids, in a stable order; never empty
   * @return the items by id; an id that is not known is not in the map
   */
  Map<String, ConfigurationItem> lookUp(String tenant, Set<String> ids);

  /** The default: every item is known, and nothing depends on it. */
  static ConfigurationGraph none() {
    return Defaults.GRAPH;
  }
}
