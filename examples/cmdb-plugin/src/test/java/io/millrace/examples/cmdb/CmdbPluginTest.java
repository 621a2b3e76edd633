// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.cmdb;

import io.millrace.model.Demand;
import io.millrace.plugin.port.FactSource;
import io.millrace.testkit.FactSourceContract;

class CmdbPluginTest extends FactSourceContract {

  @Override
  protected FactSource source() {
    return new CmdbPlugin();
  }

  @Override
  protected Demand known() {
    return Demand.builder("INC-1").title("The booking app").fact("service", "booking").build();
  }
}
