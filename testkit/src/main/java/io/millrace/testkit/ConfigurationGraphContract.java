// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.model.ConfigurationItem;
import io.millrace.plugin.port.ConfigurationGraph;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link ConfigurationGraph}. Extend it in the plugin's tests, and say
 * where the graph comes from and which items it knows. JUnit 5 runs the tests; each makes a graph
 * of its own.
 */
public abstract class ConfigurationGraphContract {
  private static final String UNKNOWN = "millrace-contract-unknown";

  /** For subclasses. */
  protected ConfigurationGraphContract() {}

  /** The graph to test, ready for use. */
  protected abstract ConfigurationGraph graph();

  /** The id of an item that the graph knows and that others depend on. */
  protected abstract String known();

  /** The tenant of the items. */
  protected String tenant() {
    return "default";
  }

  @Test
  void shouldKnowAnItemUnderItsOwnIdAndItsDependents() {
    ConfigurationItem item = lookUp(Set.of(known())).get(known());

    assertNotNull(item, "Expected the item '" + known() + "' to be known.");
    assertEquals(known(), item.id(), "Expected the item under its own id.");
    assertFalse(item.dependents().isEmpty(), "Expected items that depend on '" + known() + "'.");
    assertFalse(item.dependents().contains(known()), "Expected no item among its own dependents.");
  }

  @Test
  void shouldLeaveOutAnItemThatItDoesNotKnow() {
    assertTrue(lookUp(Set.of(UNKNOWN)).isEmpty(), "Expected nothing about '" + UNKNOWN + "'.");
  }

  @Test
  void shouldAnswerForSeveralItemsAtOnceAsForEachAlone() {
    Set<String> both = new LinkedHashSet<>(List.of(UNKNOWN, known()));

    assertEquals(
        lookUp(Set.of(known())),
        lookUp(both),
        "Expected the same whether an item is asked for alone or with others.");
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    ConfigurationGraph graph = graph();
    PortChecks.onSeveralThreads(() -> graph.lookUp(tenant(), Set.of(known())));
  }

  private Map<String, ConfigurationItem> lookUp(Set<String> ids) {
    ConfigurationGraph graph = graph();
    return PortChecks.inTime(() -> graph.lookUp(tenant(), ids));
  }
}
