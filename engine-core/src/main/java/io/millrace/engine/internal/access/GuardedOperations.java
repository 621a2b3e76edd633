// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.access;

import io.millrace.engine.Decisions;
import io.millrace.engine.Events;
import io.millrace.engine.Failures;
import io.millrace.engine.Flow;
import io.millrace.engine.Housekeeping;
import io.millrace.engine.Intake;
import io.millrace.engine.Operations;
import io.millrace.engine.Policies;
import io.millrace.engine.Streams;
import io.millrace.engine.Work;

/** A caller's operations, each of which asks first. */
record GuardedOperations(
    Intake intake,
    Work work,
    Decisions decisions,
    Policies policies,
    Flow flow,
    Streams streams,
    Failures failures,
    Events events,
    Housekeeping housekeeping)
    implements Operations {

  GuardedOperations(Guarded<Operations> operations) {
    this(
        new GuardedIntake(operations.part(Operations::intake)),
        new GuardedWork(operations.part(Operations::work)),
        new GuardedDecisions(operations.part(Operations::decisions)),
        new GuardedPolicies(operations.part(Operations::policies)),
        new GuardedFlow(operations.part(Operations::flow)),
        new GuardedStreams(operations.part(Operations::streams)),
        new GuardedFailures(operations.part(Operations::failures)),
        new GuardedEvents(operations.part(Operations::events)),
        new GuardedHousekeeping(operations.part(Operations::housekeeping)));
  }
}
