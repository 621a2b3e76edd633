// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.Intake;
import io.millrace.engine.Receipt;
import io.millrace.model.Demand;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.DemandIds;
import java.util.List;

/**
 * Gives demand without an id its id before anything else: whoever says what is allowed is asked
 * about the id that is then used.
 */
record NamedIntake(String tenant, DemandIds ids, Intake intake) implements Intake {

  @Override
  public Receipt submit(Demand demand) {
    return intake.submit(named(demand));
  }

  @Override
  public List<Receipt> submitAll(List<Demand> demands) {
    return intake.submitAll(demands.stream().map(this::named).toList());
  }

  private Demand named(Demand demand) {
    if (demand.hasId()) {
      return demand;
    }
    String id = ids.idFor(tenant, demand);
    if (id == null) {
      throw new InvalidInputException(
          "Expected an id for the demand '" + demand.title() + "', but DemandIds gave none.",
          "mend the plugin, or submit it with an id");
    }
    return demand.withId(id);
  }
}
