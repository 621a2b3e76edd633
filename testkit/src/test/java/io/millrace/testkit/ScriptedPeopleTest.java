// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.plugin.port.People;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The stub keeps the contract of its port. */
class ScriptedPeopleTest extends PeopleContract {

  @Override
  protected People people() {
    return new ScriptedPeople().knows("ann", "web", "change-manager");
  }

  @Override
  protected String known() {
    return "ann";
  }

  @Test
  void shouldFailWhenTold() {
    assertThatThrownBy(
            () -> new ScriptedPeople().failing(true).lookUp("default", Set.of("ann"), at()))
        .hasMessage("the directory was told to fail");
  }
}
