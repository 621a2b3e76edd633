// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import io.millrace.engine.BlockStep;
import io.millrace.engine.CompleteStep;
import io.millrace.engine.Reassign;
import io.millrace.engine.Reopen;
import io.millrace.engine.StartStep;
import io.millrace.engine.UnblockStep;
import io.millrace.engine.UpdateFacts;
import io.millrace.engine.WorkItem;
import io.millrace.engine.WorkRequest;
import io.millrace.logs.LogEvent;
import io.millrace.model.Facts;
import io.millrace.model.StepRun;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where one replayed incident stands, and what a line of the log asks of the engine next. Follows
 * the path of restore-live-service; what the engine answers is checked against it. Not thread-safe.
 */
final class Incident {
  private static final String REGISTER = "register";
  private static final String INVESTIGATE = "investigate";
  private static final String OBTAIN_FIX = "obtainFix";
  private static final String DEPLOY_FIX = "deployFix";
  private static final String VERIFY = "verify";
  private static final String CLOSED = "";

  private final String id;
  private final Mapping mapping;
  private final Map<String, String> changing = new LinkedHashMap<>();
  private final List<WorkRequest<?>> requests = new ArrayList<>();
  private String step;
  private StepState state = StepState.WAITING;
  private boolean started;
  private @Nullable String team;
  private @Nullable String person;
  private @Nullable String investigator;
  private @Nullable WorkItem current;
  private boolean closedInLog;
  private int inferred;
  private int factUpdates;
  private int reopenings;

  /**
   * @param opened the event with which it begins
   * @param team the team that has it after its submission
   */
  Incident(LogEvent opened, Mapping mapping, @Nullable String team) {
    this.id = opened.itemId();
    this.mapping = mapping;
    this.team = team;
    this.step = REGISTER;
    mapping.changing().forEach(name -> remember(name, opened.attributes().get(name)));
  }

  Incident(LogEvent opened, Mapping mapping, WorkItem submitted) {
    this(opened, mapping, submitted.team());
    this.current = submitted;
  }

  /** What a recorded line asks for. */
  List<WorkRequest<?>> recorded(LogEvent event) {
    requests.clear();
    Phase phase = mapping.phase(event.state());
    if (step.equals(CLOSED)) {
      if (phase == Phase.KEEP) {
        return List.of();
      }
      reopen();
    }
    updateFacts(event.attributes());
    switch (phase) {
      case REGISTERED -> registered(event, true);
      case WORKING -> working(event);
      case WAITING -> waiting(event);
      case BLOCKED -> blocked(event);
      case RESOLVED -> resolved(event);
      case CONFIRMED -> confirmed();
      case CLOSED -> {
        closedInLog = true;
        confirmed();
      }
      case KEEP -> {}
    }
    return List.copyOf(requests);
  }

  /** What the end of the incident asks for: a close, if the log has none. */
  List<WorkRequest<?>> ended() {
    requests.clear();
    if (!step.equals(CLOSED)) {
      completeThrough(VERIFY);
      confirm(Facts.of("unconfirmed", true), true);
    }
    return List.copyOf(requests);
  }

  private void registered(LogEvent event, boolean observed) {
    if (step.equals(REGISTER)) {
      complete(null, observed);
    } else if (step.equals(VERIFY)) {
      notRestored();
    }
    hand(event.group(), event.person());
  }

  private void working(LogEvent event) {
    back(event);
    boolean specialist =
        step.equals(INVESTIGATE)
            && mapping.specialistOnNewGroup()
            && investigator != null
            && event.group() != null
            && !event.group().equals(investigator);
    if (specialist) {
      complete("specialist", true);
    }
    hand(event.group(), event.person());
    if (step.equals(INVESTIGATE) && investigator == null) {
      investigator = team;
    }
    if (state == StepState.BLOCKED) {
      request(UnblockStep.of(id, step));
      state = started ? StepState.WORKING : StepState.WAITING;
    }
    if (state == StepState.WAITING) {
      StartStep start = StartStep.of(id, step);
      request(person == null ? start : start.assignee(person));
      state = StepState.WORKING;
      started = true;
    }
  }

  private void waiting(LogEvent event) {
    back(event);
    String queue = event.group() == null ? team : event.group();
    boolean alreadyThere =
        state == StepState.WAITING && person == null && Objects.equals(queue, team);
    if (queue != null && !alreadyThere) {
      if (state == StepState.BLOCKED && Objects.equals(queue, team)) {
        request(UnblockStep.of(id, step));
      }
      request(Reassign.of(id, step).team(queue));
      team = queue;
      person = null;
      state = StepState.WAITING;
    }
    if (event.person() != null && !event.person().equals(person)) {
      person = event.person();
      request(Reassign.of(id, step).assignee(person));
    }
  }

  private void blocked(LogEvent event) {
    back(event);
    hand(event.group(), event.person());
    if (state != StepState.BLOCKED) {
      request(BlockStep.of(id, step, event.state()));
      state = StepState.BLOCKED;
    }
  }

  private void resolved(LogEvent event) {
    completeThrough(VERIFY);
    hand(event.group(), event.person());
  }

  private void confirmed() {
    completeThrough(VERIFY);
    confirm(Facts.none(), false);
  }

  /** The log goes on with work: it is registered by now, and not restored if it was resolved. */
  private void back(LogEvent event) {
    if (step.equals(REGISTER) || step.equals(VERIFY)) {
      registered(event, false);
    }
  }

  private void hand(@Nullable String group, @Nullable String newPerson) {
    if (group != null && !group.equals(team)) {
      Reassign request = Reassign.of(id, step).team(group);
      request(newPerson == null ? request : request.assignee(newPerson));
      team = group;
      person = newPerson;
      state = StepState.WAITING;
    } else if (newPerson != null && !newPerson.equals(person)) {
      request(Reassign.of(id, step).assignee(newPerson));
      person = newPerson;
    }
  }

  private void completeThrough(String target) {
    while (!step.equals(target)) {
      complete(step.equals(INVESTIGATE) ? "specialist" : null, started);
    }
  }

  private void complete(@Nullable String result, boolean observed) {
    CompleteStep complete = CompleteStep.of(id, step);
    complete = result == null ? complete : complete.result(result);
    request(observed ? complete : infer(complete));
    step = next();
    state = StepState.WAITING;
    started = false;
    person = null;
  }

  private String next() {
    return switch (step) {
      case REGISTER -> INVESTIGATE;
      case INVESTIGATE -> OBTAIN_FIX;
      case OBTAIN_FIX -> DEPLOY_FIX;
      case DEPLOY_FIX -> VERIFY;
      default -> CLOSED;
    };
  }

  private void notRestored() {
    request(CompleteStep.of(id, VERIFY).result("notRestored"));
    reopenings++;
    toInvestigation();
  }

  private void reopen() {
    request(Reopen.of(id, "the log goes on after a close"));
    reopenings++;
    toInvestigation();
  }

  private void toInvestigation() {
    step = INVESTIGATE;
    state = StepState.WAITING;
    started = false;
    person = null;
    investigator = null;
  }

  private void confirm(Facts facts, boolean workedOut) {
    CompleteStep confirm = CompleteStep.of(id, VERIFY).result("restored").facts(facts);
    request(workedOut ? infer(confirm) : confirm);
    step = CLOSED;
  }

  private CompleteStep infer(CompleteStep complete) {
    inferred++;
    return complete.inferred();
  }

  private void updateFacts(Map<String, String> attributes) {
    Facts.Builder changed = Facts.builder();
    for (String name : mapping.changing()) {
      String value = attributes.get(name);
      if (value != null && !value.equals(changing.get(name))) {
        changed.put(name, value);
        remember(name, value);
      }
    }
    Facts facts = changed.build();
    if (!facts.isEmpty()) {
      request(UpdateFacts.of(id, facts));
      factUpdates++;
    }
  }

  private void remember(String name, @Nullable String value) {
    if (value != null) {
      changing.put(name, value);
    }
  }

  private void request(WorkRequest<?> request) {
    requests.add(request);
  }

  /** Says loudly if the engine does not stand where this incident is thought to stand. */
  void check(WorkItem item) {
    boolean isClosed = item.state() == WorkItemState.CLOSED;
    List<String> open = item.openSteps().stream().map(StepRun::step).toList();
    if (isClosed ? !step.equals(CLOSED) : !open.equals(List.of(step))) {
      throw new IllegalStateException(
          "Incident " + id + " should be at step '" + step + "', but the engine says " + item);
    }
    current = item;
  }

  String id() {
    return id;
  }

  /** The work item as the engine last gave it. */
  WorkItem item() {
    return Objects.requireNonNull(current, id);
  }

  String value(String name) {
    return changing.getOrDefault(name, "-");
  }

  int inferredSteps() {
    return inferred;
  }

  /** Whether the log closes its record at least once. */
  boolean closedInLog() {
    return closedInLog;
  }

  int factUpdates() {
    return factUpdates;
  }

  int reopenings() {
    return reopenings;
  }
}
