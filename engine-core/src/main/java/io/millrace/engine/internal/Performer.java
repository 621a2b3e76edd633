// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Start;
import io.millrace.bpmn.Step;
import io.millrace.engine.BlockStep;
import io.millrace.engine.Cancel;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.ConflictException;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.Link;
import io.millrace.engine.Reassign;
import io.millrace.engine.Receipt;
import io.millrace.engine.Reclassify;
import io.millrace.engine.Reopen;
import io.millrace.engine.StartStep;
import io.millrace.engine.UnblockStep;
import io.millrace.engine.UpdateFacts;
import io.millrace.engine.WorkRequest;
import io.millrace.engine.internal.store.CommandRow;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.event.EventType;
import io.millrace.model.Caller;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.model.Kind;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Does what a request asks for, inside a transaction. Thread-safe. */
public final class Performer {
  /** Keeps the commands of requests apart from those of submissions. */
  private static final String COMMAND = "perform/";

  private final Environment env;
  private final ProcessRuntime runtime;
  private final Admission admission;
  private final Moves moves;
  private final Map<Class<?>, Action> actions = new LinkedHashMap<>();

  Performer(Environment env, ProcessRuntime runtime) {
    this.env = env;
    this.runtime = runtime;
    this.admission = new Admission(env);
    this.moves = new Moves(env);
    on(StartStep.class, this::start);
    on(CompleteStep.class, this::complete);
    on(BlockStep.class, this::block);
    on(UnblockStep.class, this::unblock);
    on(Reassign.class, this::reassign);
    onSeveral(Reclassify.class, this::reclassify);
    on(Link.class, this::link);
    on(UpdateFacts.class, this::updateFacts);
    on(Reopen.class, this::reopen);
    onSeveral(Cancel.class, this::cancel);
  }

  private interface Action {
    void perform(UnitOfWork unit, ItemWork item, Object request, Caller caller);
  }

  private interface TypedAction<R> {
    void perform(ItemWork item, R request, Caller caller);
  }

  private interface WideAction<R> {
    void perform(UnitOfWork unit, ItemWork item, R request);
  }

  private <R extends WorkRequest<R>> void on(Class<R> type, TypedAction<R> action) {
    actions.put(
        type, (unit, item, request, caller) -> action.perform(item, type.cast(request), caller));
  }

  /** An action that may reach beyond one work item. */
  private <R extends WorkRequest<R>> void onSeveral(Class<R> type, WideAction<R> action) {
    actions.put(
        type, (unit, item, request, caller) -> action.perform(unit, item, type.cast(request)));
  }

  Receipt perform(UnitOfWork unit, Caller caller, WorkRequest<?> request) {
    ItemWork item = unit.lock(caller.tenant(), request.item());
    String command = request.stamp().commandId();
    String fingerprint = command == null ? "" : Fingerprint.of((Record) request);
    String stored = COMMAND + command;
    if (command != null) {
      Optional<CommandRow> earlier = unit.findCommand(caller.tenant(), stored);
      if (earlier.isPresent()) {
        return repeated(command, fingerprint, earlier.get());
      }
    }
    Completed completed = Completed.of(request);
    if (completed != null) {
      Optional<CommandRow> earlier = unit.findCommand(caller.tenant(), completed.command());
      if (earlier.isPresent() && earlier.get().itemKey().equals(item.row().itemKey)) {
        return completed.repeated(earlier.get());
      }
    }
    item.begin(caller.actor(), request.stamp());
    Objects.requireNonNull(actions.get(request.getClass())).perform(unit, item, request, caller);
    Receipt receipt = item.receipt();
    if (command != null) {
      record(unit, item, stored, fingerprint, receipt);
    }
    if (completed != null) {
      record(unit, item, completed.command(), completed.fingerprint(), receipt);
    }
    return receipt;
  }

  private static void record(
      UnitOfWork unit, ItemWork item, String command, String fingerprint, Receipt receipt) {
    unit.record(
        new CommandRow(
            item.row().tenant,
            command,
            fingerprint,
            Codec.write(receipt),
            item.recordedAt(),
            item.row().itemKey,
            false));
  }

  /** The completion of a step run that the request names: it can be asked for again. */
  private record Completed(UUID run, String fingerprint) {

    static @Nullable Completed of(WorkRequest<?> request) {
      return request instanceof CompleteStep complete && complete.run() != null
          ? new Completed(
              complete.run(), Fingerprint.of(new Content(complete.result(), complete.facts())))
          : null;
    }

    /** What the same completion says each time. */
    private record Content(@Nullable String result, Facts facts) {}

    String command() {
      return "complete/" + run;
    }

    Receipt repeated(CommandRow earlier) {
      if (!earlier.fingerprint().equals(fingerprint)) {
        throw new ConflictException(
            run.toString(),
            "Expected step run '"
                + run
                + "' to be completed with the result and the facts with which it was completed"
                + " already, but the request differs.",
            "read the work item again before acting on it");
      }
      return Codec.readRepeated(earlier.receipt());
    }
  }

  private static Receipt repeated(String command, String fingerprint, CommandRow earlier) {
    if (!earlier.fingerprint().equals(fingerprint)) {
      throw new ConflictException(
          command,
          "Expected command '"
              + command
              + "' to ask for what it asked for the first time, but the request differs.",
          "use a new command id for each new request");
    }
    return Codec.readRepeated(earlier.receipt());
  }

  private void start(ItemWork item, StartStep request, Caller caller) {
    RunRow run = item.runs().require(request.step(), request.run());
    String assignee = request.assignee() == null ? caller.actor() : request.assignee();
    boolean isRepeated = run.state == StepState.WORKING && assignee.equals(run.assignee);
    if (isRepeated && request.run() != null) {
      return; // whoever names the run may ask again
    }
    if (run.state != StepState.WAITING) {
      throw Refusals.wrongState(
          item, run, "WAITING", "unblock a blocked step, or reassign one that somebody works on");
    }
    Refusals.refuseOthers(item, run);
    DutyCheck.check(item, run, env.streams().stepOf(run), assignee);
    run.assignee = assignee;
    item.runs().move(run, StepState.WORKING, EventType.STEP_STARTED, null);
  }

  private void complete(ItemWork item, CompleteStep request, Caller caller) {
    RunRow run = item.runs().require(request.step(), request.run());
    Refusals.refuseOthers(item, run);
    Step step = env.streams().stepOf(run);
    Refusals.requireResult(item, step, request.result());
    DutyCheck.checkCompletion(item, run, step, caller.actor());
    String person = DutyCheck.person(caller.actor(), run.assignee);
    Facts approved = Approvals.of(item, step, request.result(), person);
    item.knowledge().learn(request.facts(), approved, step, request.result());
    item.runs().completed(run, step, request.result());
    runtime.completeTask(run.engineRef, UnitOfWork.variables(step, request.result()));
  }

  private void block(ItemWork item, BlockStep request, Caller caller) {
    RunRow run = item.runs().require(request.step(), request.run());
    if (run.state == StepState.BLOCKED) {
      throw Refusals.wrongState(item, run, "WAITING or WORKING", "unblock it first");
    }
    item.runs().move(run, StepState.BLOCKED, EventType.STEP_BLOCKED, request.reason());
  }

  private void unblock(ItemWork item, UnblockStep request, Caller caller) {
    RunRow run = item.runs().require(request.step(), request.run());
    if (run.state != StepState.BLOCKED) {
      throw Refusals.wrongState(
          item, run, "BLOCKED", "read the work item again before acting on it");
    }
    if (run.handler != null) {
      HandledSteps.retried(runtime, item, run);
      return;
    }
    StepState back = run.startedAt == null ? StepState.WAITING : StepState.WORKING;
    item.runs().move(run, back, EventType.STEP_UNBLOCKED, null);
  }

  private void reassign(ItemWork item, Reassign request, Caller caller) {
    if (request.team() == null && request.assignee() == null) {
      throw new InvalidInputException(
          "Expected a reassignment of work item '"
              + request.item()
              + "' to name a team or an assignee, but it names neither.",
          "call team(...) or assignee(...) on the request");
    }
    RunRow run = item.runs().require(request.step(), request.run());
    Refusals.refuseCalled(item, run);
    boolean otherTeam = request.team() != null && !request.team().equals(run.team);
    if (run.handler != null) {
      reassignHandled(item, run, request, otherTeam);
      return;
    }
    if (request.assignee() != null) {
      DutyCheck.check(item, run, env.streams().stepOf(run), request.assignee());
    }
    boolean toQueue = request.team() != null && (otherTeam || request.assignee() == null);
    boolean sameState = !toQueue || run.state == StepState.WAITING;
    if (!otherTeam && sameState && Objects.equals(request.assignee(), run.assignee)) {
      return; // it is where it should be
    }
    if (otherTeam) {
      toTeam(item, run, request);
    }
    run.assignee = request.assignee();
    StepState state = toQueue ? StepState.WAITING : run.state;
    item.runs().move(run, state, EventType.STEP_REASSIGNED, null);
  }

  /** Another team looks after an automated step from here on; who does it, stays. */
  private static void reassignHandled(
      ItemWork item, RunRow run, Reassign request, boolean otherTeam) {
    if (request.assignee() != null) {
      Refusals.refuseOthers(item, run);
    }
    if (otherTeam) {
      toTeam(item, run, request);
      item.runs().move(run, run.state, EventType.STEP_REASSIGNED, null);
    }
  }

  private static void toTeam(ItemWork item, RunRow run, Reassign request) {
    item.row().reassignments += run.team == null ? 0 : 1;
    run.team = request.team();
    item.row().team = request.team();
  }

  private void reclassify(UnitOfWork unit, ItemWork item, Reclassify request) {
    Refusals.refuseEnded(item);
    if (request.stream() != null) {
      env.streams().require(item.row().tenant, request.stream());
    }
    String chosenBefore = Moves.chosen(item);
    Kind kindBefore = item.row().kind;
    Facts.Builder override = Facts.builder();
    if (request.kind() != null) {
      override.put("kind", request.kind().name());
    }
    if (request.category() != null) {
      override.put("category", request.category());
    }
    override.put("reclassifiedBecause", request.reason());
    change(item, override.build());
    item.reclassified(kindBefore);
    moves
        .target(item, request, chosenBefore)
        .ifPresent(target -> moves.move(unit, item, target, request.reason()));
  }

  private void link(ItemWork item, Link request, Caller caller) {
    if (request.type().equals(Link.CHILD) || request.type().equals(Link.PARENT)) {
      throw new InvalidInputException(
          "Expected a link of a host's own type, but '"
              + request.type()
              + "' is for work items that do steps of others.",
          "choose another type, such as related");
    }
    Limits.link(item.row().id, request);
    item.link(request.type(), request.target());
  }

  private void updateFacts(ItemWork item, UpdateFacts request, Caller caller) {
    Refusals.refuseEnded(item);
    change(item, request.facts());
  }

  /**
   * Takes on what fact sources say after all. What is known already counts more; the policies
   * decide anew only if something has become known.
   */
  void learnLate(ItemWork item, Facts found) {
    Facts known = item.knowledge().facts();
    Map<String, Object> values = new LinkedHashMap<>(found.values());
    values.keySet().removeAll(known.values().keySet());
    Facts news = new Facts(values, found.missing());
    if (values.isEmpty()) {
      item.knowledge().put(news);
    } else {
      change(item, news);
    }
  }

  private void change(ItemWork item, Facts changed) {
    item.knowledge().put(changed);
    item.happened(EventType.FACTS_UPDATED, changed);
    item.knowledge()
        .take(
            env.assessor()
                .assess(
                    item.row().tenant,
                    Assessor.known(item.row(), item.knowledge().facts()),
                    item.knowledge().seenBy(Assessor.AT_UPDATE),
                    Assessor.AT_UPDATE,
                    item.at()));
  }

  private void reopen(ItemWork item, Reopen request, Caller caller) {
    if (item.row().state != WorkItemState.CLOSED) {
      throw new InvalidStateException(
          item.row().id,
          "Expected work item '"
              + item.row().id
              + "' to be CLOSED, but it is "
              + item.row().state
              + ".",
          "complete the verifying step with a result that says it is not restored");
    }
    item.reopened(request.reason());
    StreamRegistry.Installed installed =
        env.streams().require(item.row().tenant, item.row().stream);
    admission.startAgain(item, installed, Start.REOPENED);
  }

  private void cancel(UnitOfWork unit, ItemWork item, Cancel request) {
    Refusals.refuseEnded(item);
    unit.cancellation().cancel(item, request.reason());
  }
}
