// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.engine.internal.TestLayers;
import io.millrace.model.Caller;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.PackRef;
import io.millrace.model.StepRun;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One person of one tenant, with the few words that most tests need. */
final class Desk {
  private static final AtomicInteger TENANTS = new AtomicInteger();

  final String tenant;
  final Operations ops;

  private Desk(String tenant, Operations ops) {
    this.tenant = tenant;
    this.ops = ops;
  }

  /** A tenant that no other test uses. */
  static Desk ofNewTenant(Millrace millrace) {
    return of(millrace, "tenant-" + TENANTS.incrementAndGet(), "ann");
  }

  static Desk of(Millrace millrace, String tenant, String actor) {
    return new Desk(tenant, millrace.as(new Caller(tenant, actor)));
  }

  Receipt submit(String id) {
    return submit(Demand.builder(id).title("Cannot log in to the booking app"));
  }

  Receipt submit(Demand.Builder demand) {
    return ops.intake().submit(demand.build());
  }

  Receipt complete(String item, String step) {
    return ops.work().complete(CompleteStep.of(item, step));
  }

  Receipt complete(String item, String step, String result) {
    return ops.work().complete(CompleteStep.of(item, step).result(result));
  }

  Receipt completeAt(Instant at, String item, String step, @Nullable String result) {
    CompleteStep request = CompleteStep.of(item, step).occurredAt(at);
    return ops.work().complete(result == null ? request : request.result(result));
  }

  /** Takes a new item to its close by way of the specialist. */
  Receipt close(String item) {
    submit(item);
    complete(item, "register");
    complete(item, "investigate", "specialist");
    complete(item, "obtainFix");
    complete(item, "deployFix");
    return complete(item, "verify", "restored");
  }

  /** Adds a pack that routes everything to a team. */
  PackRef addPack(String id, String version, String team) {
    return ops.policies().add(TestLayers.pack(id, version, team));
  }

  /** Adds such a pack and lets it take effect at once. */
  ActivationRecord activatePack(String id, String version, String team) {
    PackRef pack = addPack(id, version, team);
    return ops.policies().activate(PackActivation.of(pack, "because of " + team));
  }

  /** The team to which the tenant's policies route what they know nothing of. */
  String routedTo() {
    return ops.decisions()
        .decide(DecisionPoint.ROUTING, Facts.none(), TestClock.START)
        .output("team", "none");
  }

  WorkItem item(String id) {
    return ops.work().find(id).orElseThrow();
  }

  List<String> openSteps(String id) {
    return steps(item(id));
  }

  static List<String> steps(WorkItem item) {
    return item.openSteps().stream().map(StepRun::step).toList();
  }
}
