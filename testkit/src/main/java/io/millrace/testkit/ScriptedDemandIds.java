// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.Demand;
import io.millrace.plugin.port.DemandIds;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names demand by its title, as a test says; what it was not told has the default id. Thread-safe.
 */
public final class ScriptedDemandIds implements DemandIds {
  private final Map<String, String> ids = new ConcurrentHashMap<>();

  /** One that was told nothing yet. */
  public ScriptedDemandIds() {}

  /** Demand with a title gets an id, in every tenant. */
  public ScriptedDemandIds names(String title, String id) {
    ids.put(title, id);
    return this;
  }

  @Override
  public String idFor(String tenant, Demand demand) {
    String id = ids.get(demand.title());
    return id == null ? DemandIds.fromContent().idFor(tenant, demand) : id;
  }
}
