// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

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
import io.millrace.engine.internal.access.Gatekeeper;
import io.millrace.engine.internal.flow.DefaultFlow;
import io.millrace.engine.internal.isolation.Shields;
import io.millrace.engine.internal.store.BulkReads;
import io.millrace.model.Caller;
import io.millrace.plugin.port.DemandIds;
import io.millrace.rules.change.ChangeFacts;
import org.jspecify.annotations.Nullable;

/** The wired parts, from which each caller's operations are made. */
record Kit(
    BackgroundWork background,
    Environment env,
    ProcessRuntime runtime,
    Performer performer,
    FactLookup lookup,
    DemandIds demandIds,
    Candidates candidates,
    Callers callers,
    ChangeFacts changeFacts,
    PackDesk packs,
    StreamDesk streams,
    GivenUp givenUp,
    Deliveries deliveries,
    CleanUp cleanUp,
    Eraser eraser,
    ClockCheck clocks,
    Shields shields,
    StatusReader status,
    BulkReads reads,
    @Nullable Gatekeeper gatekeeper) {

  Operations as(Caller caller) {
    Operations operations = unguarded(caller);
    return named(
        caller.tenant(), gatekeeper == null ? operations : gatekeeper.guard(caller, operations));
  }

  private Operations named(String tenant, Operations all) {
    return new DefaultOperations(
        new NamedIntake(tenant, demandIds, all.intake()),
        all.work(),
        all.decisions(),
        all.policies(),
        all.flow(),
        all.streams(),
        all.failures(),
        all.events(),
        all.housekeeping());
  }

  private Operations unguarded(Caller caller) {
    return new DefaultOperations(
        new DefaultIntake(caller, env, runtime, lookup),
        new DefaultWork(caller, runtime, performer, env.assessor(), candidates),
        new DefaultDecisions(caller, runtime, packs.active(), changeFacts, reads, env::now),
        new DefaultPolicies(caller, runtime, packs),
        new DefaultFlow(
            reads,
            caller.tenant(),
            (stream, step) -> env.streams().stepNumber(caller.tenant(), stream, step)),
        new DefaultStreams(caller, streams),
        new DefaultFailures(caller, runtime, givenUp),
        new DefaultEvents(caller, runtime, deliveries, env::now),
        new DefaultHousekeeping(caller, runtime, cleanUp, eraser));
  }

  private record DefaultOperations(
      Intake intake,
      Work work,
      Decisions decisions,
      Policies policies,
      Flow flow,
      Streams streams,
      Failures failures,
      Events events,
      Housekeeping housekeeping)
      implements Operations {}
}
