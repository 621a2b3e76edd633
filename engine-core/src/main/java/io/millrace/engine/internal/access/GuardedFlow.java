// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.engine.Flow;
import io.millrace.engine.FlowPoint;
import io.millrace.engine.FlowQuery;
import io.millrace.engine.FlowReport;
import io.millrace.model.Action;
import io.millrace.model.Resource;
import java.time.Duration;
import java.util.List;

/** Asks before flow is measured. */
record GuardedFlow(Guarded<Flow> flow) implements Flow {

  @Override
  public FlowReport report(FlowQuery query) {
    return allowed(query).report(query);
  }

  @Override
  public List<FlowPoint> series(FlowQuery query, Duration every) {
    return allowed(query).series(query, every);
  }

  private Flow allowed(FlowQuery query) {
    return query.stream() == null
        ? flow.allowed(Action.MEASURE_FLOW)
        : flow.allowed(Action.MEASURE_FLOW, Resource.Type.VALUE_STREAM, query.stream());
  }
}
