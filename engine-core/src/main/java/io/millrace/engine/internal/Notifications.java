// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Step;
import io.millrace.engine.internal.store.DecisionRow;
import io.millrace.engine.internal.store.StoreMapper;
import io.millrace.engine.internal.store.WorkItemRow;
import io.millrace.event.Event;
import io.millrace.model.ClassOfService;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.Notification;
import io.millrace.model.Notification.Reason;
import io.millrace.model.Notification.Recipient;
import io.millrace.plugin.port.EventSink;
import io.millrace.plugin.port.Notifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Millrace's own sink: finds out whom an event concerns, and has the notifier tell them. It looks
 * the work item up as it stands when the event is delivered. Thread-safe.
 */
final class Notifications implements EventSink {
  /** The name of the sink. */
  static final String NAME = "millrace.notifications";

  private static final String HANDLER = "handler:";
  private static final String CLASS = DecisionPoint.CLASS_OF_SERVICE.variable("class");

  private final Environment env;
  private final ProcessRuntime runtime;
  private final Notifier notifier;

  Notifications(Environment env, ProcessRuntime runtime, Notifier notifier) {
    this.env = env;
    this.runtime = runtime;
    this.notifier = notifier;
  }

  @Override
  public void take(Event event) throws Exception {
    Optional<Reason> reason = reason(event);
    if (reason.isPresent()) {
      Optional<Notification> notification =
          runtime.transaction(unit -> notification(unit.store(), event, reason.get()));
      if (notification.isPresent()) {
        notifier.tell(notification.get());
      }
    }
  }

  /** What an event may be a reason for, as far as it tells by itself. */
  private static Optional<Reason> reason(Event event) {
    Facts data = event.data();
    return switch (event.type()) {
      case DECISION_MADE ->
          when(
              data.text(CLASS, "").equals(ClassOfService.EXPEDITE.name()), Reason.EXPEDITE_ARRIVED);
      case STEP_BLOCKED ->
          Optional.of(
              data.text("actor", "").startsWith(HANDLER)
                  ? Reason.FAILURE_GIVEN_UP
                  : Reason.STEP_BLOCKED);
      case STEP_WAITING -> when(!data.has("note"), Reason.APPROVAL_ASKED);
      case STEP_REMINDER -> Optional.of(Reason.REMINDER_DUE);
      case STEP_REASSIGNED -> Optional.of(Reason.STEP_REASSIGNED);
      default -> Optional.empty();
    };
  }

  private static Optional<Reason> when(boolean holds, Reason reason) {
    return holds ? Optional.of(reason) : Optional.empty();
  }

  private Optional<Notification> notification(StoreMapper store, Event event, Reason reason) {
    WorkItemRow row = store.findItem(event.tenant(), event.item());
    Step step = row == null ? null : step(store, row, event.data().text("run", ""));
    boolean concerns =
        switch (reason) {
          case EXPEDITE_ARRIVED -> row != null && isNews(store, row, event);
          case APPROVAL_ASKED -> step != null && step.duties().approves() != null;
          default -> true;
        };
    if (!concerns) {
      return Optional.empty();
    }
    return Optional.of(
        new Notification(
            event.id(),
            reason,
            event.tenant(),
            event.item(),
            row == null ? "" : row.title,
            event.data().findText("step").orElse(null),
            List.copyOf(recipients(store, event.data(), reason, row, step)),
            event.data().text("note", ""),
            event.occurredAt()));
  }

  /** The step as the version has it that the run is of; null if the run has ended. */
  private @Nullable Step step(StoreMapper store, WorkItemRow row, String run) {
    return store.openRuns(row.itemKey).stream()
        .filter(one -> one.runKey.toString().equals(run))
        .findFirst()
        .map(env.streams()::stepOf)
        .orElse(null);
  }

  /** Whether the decision before, of the same point, said something else. */
  private static boolean isNews(StoreMapper store, WorkItemRow row, Event event) {
    String key = event.data().text("decision", "");
    String before = "";
    for (DecisionRow decision : store.decisionsOf(row.itemKey)) {
      if (decision.decisionKey().toString().equals(key)) {
        break;
      }
      if (decision.point().equals(DecisionPoint.CLASS_OF_SERVICE.name())) {
        before = Codec.readTexts(decision.outputs()).getOrDefault("class", "");
      }
    }
    return !before.equals(ClassOfService.EXPEDITE.name());
  }

  private static Set<Recipient> recipients(
      StoreMapper store,
      Facts data,
      Reason reason,
      @Nullable WorkItemRow row,
      @Nullable Step step) {
    Set<Recipient> all = new LinkedHashSet<>();
    boolean isPersonal = reason == Reason.REMINDER_DUE || reason == Reason.STEP_REASSIGNED;
    if (isPersonal) {
      add(all, Recipient.Type.PERSON, data.text("assignee", ""));
    }
    if (reason == Reason.APPROVAL_ASKED) {
      roles(store, row, step).forEach(role -> add(all, Recipient.Type.ROLE, role));
    } else {
      String team = row == null || row.team == null ? "" : row.team;
      add(all, Recipient.Type.TEAM, data.text("team", team));
    }
    if (step != null && reason != Reason.STEP_REASSIGNED && reason != Reason.APPROVAL_ASKED) {
      step.raci().accountable().forEach(role -> add(all, Recipient.Type.ROLE, role));
    }
    return all;
  }

  /** Those whom the guardrail wants to approve; else whoever is responsible or accountable. */
  private static List<String> roles(
      StoreMapper store, @Nullable WorkItemRow row, @Nullable Step step) {
    DecisionPoint point = step == null ? null : step.duties().approves();
    if (row == null || step == null || point == null) {
      return List.of();
    }
    String demanded = "";
    for (DecisionRow decision : store.decisionsOf(row.itemKey)) {
      if (decision.point().equals(point.name())) {
        demanded = Codec.readTexts(decision.outputs()).getOrDefault("approvals", "");
      }
    }
    List<String> roles = new ArrayList<>(List.of(demanded.split(",")));
    roles.replaceAll(String::strip);
    roles.removeIf(String::isEmpty);
    if (roles.isEmpty()) {
      roles.addAll(step.raci().responsible());
      roles.addAll(step.raci().accountable());
    }
    return roles;
  }

  private static void add(Set<Recipient> all, Recipient.Type type, String name) {
    if (!name.isBlank()) {
      all.add(new Recipient(type, name));
    }
  }
}
