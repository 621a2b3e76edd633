// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.engine.Intake;
import io.millrace.engine.Receipt;
import io.millrace.model.Action;
import io.millrace.model.Demand;
import io.millrace.model.Resource;
import java.util.List;

/** Asks before demand comes in. */
record GuardedIntake(Guarded<Intake> intake) implements Intake {

  @Override
  public Receipt submit(Demand demand) {
    return intake.allowed(Action.SUBMIT, Resource.Type.WORK_ITEM, demand.id()).submit(demand);
  }

  @Override
  public List<Receipt> submitAll(List<Demand> demands) {
    List<Demand> copy = List.copyOf(demands); // what is asked about is what is done
    if (copy.isEmpty()) {
      return List.of();
    }
    List<Resource> items =
        copy.stream().map(demand -> new Resource(Resource.Type.WORK_ITEM, demand.id())).toList();
    return intake.allowed(Action.SUBMIT, items).submitAll(copy);
  }
}
