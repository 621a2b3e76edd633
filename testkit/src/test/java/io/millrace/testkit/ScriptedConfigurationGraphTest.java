// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.plugin.port.ConfigurationGraph;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The stub keeps the contract of its port. */
class ScriptedConfigurationGraphTest extends ConfigurationGraphContract {

  @Override
  protected ConfigurationGraph graph() {
    return new ScriptedConfigurationGraph().knows("db-1", "till", true, "app-1");
  }

  @Override
  protected String known() {
    return "db-1";
  }

  @Test
  void shouldRememberCallsAndFailWhenTold() {
    ScriptedConfigurationGraph graph = new ScriptedConfigurationGraph();
    graph.lookUp("default", Set.of("db-1"));

    assertThat(graph.calls()).containsExactly(Set.of("db-1"));
    assertThatThrownBy(() -> graph.failing(true).lookUp("default", Set.of("db-1")))
        .hasMessage("the configuration graph was told to fail");
  }
}
