// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.ConfigurationItem;
import io.millrace.model.Facts;
import io.millrace.plugin.port.ConfigurationGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What depends on the items of a change. Walks level by level; used once, by one thread. */
final class GraphFacts {
  static final Set<String> NAMES =
      Set.of("blastRadius", "blastCapped", "blastServices", "criticalService", "criticalServices");

  /** Without a graph, nothing depends on anything. */
  static final Facts NONE =
      Facts.builder().put("blastRadius", 0L).put("criticalService", false).build();

  private final ConfigurationGraph graph;
  private final int depth;
  private final int size;
  private final Set<String> seen = new LinkedHashSet<>();
  private final Set<String> services = new TreeSet<>();
  private final Set<String> critical = new TreeSet<>();
  private final SortedMap<String, String> owners = new TreeMap<>();
  private final List<String> unknown = new ArrayList<>();
  private boolean capped;

  GraphFacts(ConfigurationGraph graph, int depth, int size) {
    this.graph = graph;
    this.depth = depth;
    this.size = size;
  }

  /**
   * What the walk found.
   *
   * @param radius how many items depend on those of the change
   * @param capped whether there are more
   * @param services the services of all these items
   * @param owners the service by item of the change
   * @param unknown the items of the change that the graph does not know
   */
  record Reach(
      int radius,
      boolean capped,
      Set<String> services,
      Set<String> critical,
      Map<String, String> owners,
      List<String> unknown) {

    /** The reach if nothing is known. */
    static Reach none() {
      return new Reach(0, false, Set.of(), Set.of(), Map.of(), List.of());
    }
  }

  Reach walk(Plan plan) {
    Set<String> level = new LinkedHashSet<>(plan.items());
    seen.addAll(level);
    for (int i = 0; i <= depth && !level.isEmpty(); i++) {
      Set<String> asked = Collections.unmodifiableSet(level);
      Map<String, ConfigurationItem> found = graph.lookUp(plan.tenant(), asked);
      Set<String> next = new LinkedHashSet<>();
      for (String id : asked) {
        ConfigurationItem item = found.get(id);
        if (item != null) {
          accept(plan, id, item, i < depth, next);
        } else if (i == 0) {
          unknown.add(id);
        }
      }
      level = next;
    }
    int radius = seen.size() - plan.items().size();
    return new Reach(radius, capped, services, critical, owners, unknown);
  }

  private void accept(
      Plan plan, String id, ConfigurationItem item, boolean goesOn, Set<String> next) {
    String service = item.service();
    if (service != null) {
      services.add(service);
      if (plan.items().contains(id)) {
        owners.put(id, service);
      }
    }
    if (item.critical()) {
      critical.add(service == null ? id : service);
    }
    for (String dependent : item.dependents()) {
      if (seen.contains(dependent)) {
        continue;
      }
      if (goesOn && seen.size() - plan.items().size() < size) {
        seen.add(dependent);
        next.add(dependent);
      } else {
        capped = true;
      }
    }
  }

  static Facts facts(Plan plan, Reach reach) {
    Facts.Builder facts = Facts.builder();
    if (plan.items().isEmpty() || !reach.unknown().isEmpty()) {
      String why =
          plan.items().isEmpty()
              ? "the change names no configuration item"
              : "the configuration graph does not know " + String.join(", ", reach.unknown());
      facts.missing("blastRadius", why);
    } else {
      facts.put("blastRadius", (long) reach.radius());
      facts.put("blastCapped", reach.capped());
    }
    facts.put("blastServices", List.copyOf(reach.services()));
    if (reach.unknown().isEmpty() || !reach.critical().isEmpty()) {
      facts.put("criticalService", !reach.critical().isEmpty());
      facts.put("criticalServices", List.copyOf(reach.critical()));
    }
    return facts.build();
  }
}
