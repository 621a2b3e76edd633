// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.cmdb;

import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.FactSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Knows how important each service is, so that nobody has to type an impact. Thread-safe. */
public final class CmdbPlugin implements Plugin, FactSource {
  private static final Map<String, Integer> IMPACT = Map.of("booking", 1, "intranet", 4);

  @Override
  public String id() {
    return "cmdb";
  }

  @Override
  public void contribute(Contributions contributions) {
    contributions.factSource(this);
  }

  @Override
  public String name() {
    return "cmdb";
  }

  @Override
  public Set<String> provides() {
    return Set.of("impact");
  }

  @Override
  public Map<String, Facts> lookUp(String tenant, List<Demand> demands) {
    Map<String, Facts> found = new HashMap<>();
    for (Demand demand : demands) {
      Integer impact = IMPACT.get(demand.facts().text("service", ""));
      if (impact != null) {
        found.put(demand.id(), Facts.of("impact", impact));
      }
    }
    return found;
  }
}
