// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.ConflictException;
import io.millrace.engine.Intake;
import io.millrace.engine.Receipt;
import io.millrace.engine.internal.store.CommandRow;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.model.Caller;
import io.millrace.model.ClassOfService;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Demand;
import io.millrace.model.DemandSource;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Accepts demand: asks sources and policies first, then does the rest in one transaction. */
final class DefaultIntake implements Intake {
  private static final String MONITORING = "monitoring";
  private static final String DEFAULT_STREAM = "restore-live-service";

  private final Caller caller;
  private final Environment env;
  private final ProcessRuntime runtime;
  private final FactLookup lookup;
  private final Admission admission;

  DefaultIntake(Caller caller, Environment env, ProcessRuntime runtime, FactLookup lookup) {
    this.caller = caller;
    this.env = env;
    this.runtime = runtime;
    this.lookup = lookup;
    this.admission = new Admission(env);
  }

  /** A demand that is ready to be accepted. */
  private record Candidate(Admission.Prepared prepared, String fingerprint) {

    Demand demand() {
      return prepared.demand();
    }

    boolean isExpedited() {
      return prepared.assessment().answers().stream()
          .map(Assessor.Answer::decision)
          .filter(decision -> decision.point().equals(DecisionPoint.CLASS_OF_SERVICE))
          .anyMatch(
              decision -> decision.output("class", "").equals(ClassOfService.EXPEDITE.name()));
    }
  }

  @Override
  public Receipt submit(Demand demand) {
    return submitAll(List.of(demand)).get(0);
  }

  @Override
  public List<Receipt> submitAll(List<Demand> submitted) {
    List<Demand> demands = List.copyOf(submitted);
    refuseDoubles(demands);
    demands.forEach(Limits::check);
    boolean askLater = lookup.hasSources() && runtime.isInHostTransaction();
    Map<String, Facts> facts =
        askLater ? lookup.postponed(demands) : lookup.enrich(caller.tenant(), demands);
    List<Candidate> candidates = new ArrayList<>(demands.size());
    int expedited =
        facts.values().stream().anyMatch(Background::wantsExpediteOpen) ? expedited() : 0;
    for (Demand demand : demands) {
      Candidate one = prepare(demand, facts.getOrDefault(demand.id(), Facts.none()), expedited);
      candidates.add(one);
      expedited += one.isExpedited() ? 1 : 0;
    }
    return runtime.transaction(
        unit -> {
          unit.prefetch(caller.tenant(), Set.of(), commandIds(demands));
          List<Receipt> receipts = new ArrayList<>(candidates.size());
          for (Candidate one : candidates) {
            receipts.add(accept(unit, one, askLater));
          }
          return receipts;
        });
  }

  private static void refuseDoubles(List<Demand> demands) {
    Set<String> ids = new HashSet<>();
    for (Demand demand : demands) {
      if (!ids.add(demand.id())) {
        throw new InvalidInputException(
            "Expected each demand of one submission to have its own id, but '"
                + demand.id()
                + "' is there twice.",
            "submit the second one separately");
      }
    }
  }

  /** How many of the tenant's work items are expedited. */
  private int expedited() {
    WorkItemRow none = new WorkItemRow();
    none.tenant = caller.tenant();
    none.itemKey = env.newId();
    return runtime.transaction(unit -> Background.expedited(unit.store(), none));
  }

  private Candidate prepare(Demand demand, Facts facts, int expedited) {
    Instant now = env.now();
    Instant occurred = demand.occurredAt();
    Instant at = occurred == null ? now : occurred.truncatedTo(ChronoUnit.MILLIS);
    String tenant = caller.tenant();
    Assessor.Assessment assessment = admission.assess(tenant, demand, at, facts, expedited);
    StreamRegistry.Installed stream =
        env.streams().require(tenant, chosenStream(demand, assessment.answers()));
    return new Candidate(
        new Admission.Prepared(tenant, demand, at, facts, assessment, stream),
        Fingerprint.of(demand));
  }

  private static String chosenStream(Demand demand, List<Assessor.Answer> answers) {
    String wanted = demand.stream();
    if (wanted != null) {
      return wanted;
    }
    return answers.stream()
        .map(Assessor.Answer::decision)
        .filter(decision -> decision.point().equals(DecisionPoint.CLASSIFICATION))
        .map(decision -> decision.output("stream", DEFAULT_STREAM))
        .findFirst()
        .orElse(DEFAULT_STREAM);
  }

  private static Set<String> commandIds(List<Demand> demands) {
    Set<String> ids = new TreeSet<>();
    demands.forEach(demand -> ids.add(commandId(demand)));
    return ids;
  }

  /** The command that a submission is: a work item that is there already is no new one. */
  static String commandId(Demand demand) {
    return "submit/" + demand.id();
  }

  private Receipt accept(UnitOfWork unit, Candidate candidate, boolean askLater) {
    Demand demand = candidate.demand();
    Admission.Prepared prepared = candidate.prepared();
    String command = commandId(demand);
    Optional<CommandRow> earlier = unit.findCommand(caller.tenant(), command);
    if (earlier.isPresent()) {
      return repeated(demand, candidate.fingerprint(), earlier.get());
    }
    ItemWork item =
        admission.add(unit, prepared.newRow(env), prepared, caller.actor(), Facts.none());
    admission.start(
        item,
        prepared.stream(),
        demand.source() == DemandSource.MONITORING ? MONITORING : null,
        UnitOfWork.variables(prepared.stream(), prepared.assessment().answers()));
    if (askLater) {
      unit.askLater(item);
    }
    Receipt receipt = item.receipt();
    unit.record(
        new CommandRow(
            caller.tenant(),
            command,
            candidate.fingerprint(),
            Codec.write(receipt),
            item.recordedAt(),
            item.row().itemKey,
            true));
    return receipt;
  }

  private static Receipt repeated(Demand demand, String fingerprint, CommandRow earlier) {
    if (!earlier.fingerprint().equals(fingerprint)) {
      throw new ConflictException(
          demand.id(),
          "Expected demand '"
              + demand.id()
              + "' to say what it said when it was first submitted, but its content differs.",
          "submit it under another id, or send the change as an update of facts");
    }
    return Codec.readRepeated(earlier.receipt());
  }
}
