// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.plugin.port.FactSource;

/** The stub keeps the contract of its port. */
class ScriptedFactSourceTest extends FactSourceContract {

  @Override
  protected FactSource source() {
    return new ScriptedFactSource("cmdb", "service", "impact")
        .knows(known().id(), Facts.of("service", "booking"));
  }

  @Override
  protected Demand known() {
    return Demand.builder("INC-1").title("Cannot book").build();
  }
}
