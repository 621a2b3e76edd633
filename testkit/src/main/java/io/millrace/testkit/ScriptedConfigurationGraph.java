// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.ConfigurationItem;
import io.millrace.plugin.port.ConfigurationGraph;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A graph of the items that a test added, which remembers what it was asked. Thread-safe. */
public final class ScriptedConfigurationGraph implements ConfigurationGraph {
  private final Map<String, ConfigurationItem> items = new ConcurrentHashMap<>();
  private final List<Set<String>> calls = new CopyOnWriteArrayList<>();
  private volatile boolean failing;

  /** Creates a graph without items. */
  public ScriptedConfigurationGraph() {}

  /** Knows this item from now on, whoever's it is. */
  public ScriptedConfigurationGraph knows(
      String id, @Nullable String service, boolean critical, String... dependents) {
    Set<String> ids = new LinkedHashSet<>(List.of(dependents));
    items.put(id, new ConfigurationItem(id, service, critical, ids));
    return this;
  }

  /** Fails at every call from now on, or does so no longer. */
  public ScriptedConfigurationGraph failing(boolean value) {
    failing = value;
    return this;
  }

  /** The ids of each call, in order. */
  public List<Set<String>> calls() {
    return List.copyOf(calls);
  }

  @Override
  public Map<String, ConfigurationItem> lookUp(String tenant, Set<String> ids) {
    calls.add(new LinkedHashSet<>(ids));
    if (failing) {
      throw new IllegalStateException("the configuration graph was told to fail");
    }
    Map<String, ConfigurationItem> found = new LinkedHashMap<>();
    for (String id : ids) {
      ConfigurationItem item = items.get(id);
      if (item != null) {
        found.put(id, item);
      }
    }
    return found;
  }
}
