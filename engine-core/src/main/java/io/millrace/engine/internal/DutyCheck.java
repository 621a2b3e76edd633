// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.bpmn.Duties;
import io.millrace.bpmn.Step;
import io.millrace.engine.InvalidStateException;
import io.millrace.engine.internal.store.DoerRow;
import io.millrace.engine.internal.store.RunRow;
import io.millrace.model.Caller;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Keeps people from steps that others have to do: the separation of duties. */
final class DutyCheck {
  private static final String SYSTEM = Caller.system().actor();

  private DutyCheck() {}

  /**
   * Who does something: the actor, unless that is a host's system, which acts for the assignee if
   * there is one.
   */
  static String person(String actor, @Nullable String assignee) {
    return actor.equals(SYSTEM) && assignee != null ? assignee : actor;
  }

  /** Refuses a completion by somebody who may not do the step, or on behalf of such a one. */
  static void checkCompletion(ItemWork item, RunRow run, Step step, String actor) {
    check(item, run, step, person(actor, run.assignee));
    if (run.assignee != null) {
      check(item, run, step, run.assignee);
    }
  }

  /** Refuses that a person gets the step who may not do it. */
  static void check(ItemWork item, RunRow run, Step step, String person) {
    String why = whyNot(item, step, person);
    if (why != null) {
      throw refusal(item, run, step, person, why);
    }
  }

  /** Whether a person may do a step. */
  static boolean mayDo(ItemWork item, Step step, String person) {
    return whyNot(item, step, person) == null;
  }

  private static @Nullable String whyNot(ItemWork item, Step step, String person) {
    List<String> separateFrom = step.duties().separateFrom();
    if (separateFrom.isEmpty()) {
      return null;
    }
    String requester = item.row().requester;
    if (separateFrom.contains(Duties.REQUESTER) && requester != null && same(person, requester)) {
      return "' asked for the work.";
    }
    for (DoerRow doer : item.runs().doers(separateFrom)) {
      if (doers(doer).stream().anyMatch(one -> same(person, one))) {
        return "' did step '" + doer.step() + "' of it.";
      }
    }
    return null;
  }

  private static Set<String> doers(DoerRow row) {
    Set<String> doers = new LinkedHashSet<>();
    doers.add(person(row.actor(), row.assignee()));
    if (row.assignee() != null) {
      doers.add(row.assignee());
    }
    return doers;
  }

  private static boolean same(String one, String other) {
    return one.strip().equalsIgnoreCase(other.strip());
  }

  private static InvalidStateException refusal(
      ItemWork item, RunRow run, Step step, String person, String why) {
    return new InvalidStateException(
        item.row().id,
        "Expected step '"
            + step.id()
            + "' of work item '"
            + item.row().id
            + "' to be done by somebody other than '"
            + person
            + "', but '"
            + person
            + why,
        "ask " + others(run, step));
  }

  private static String others(RunRow run, Step step) {
    if (run.team != null) {
      return "somebody else of team '" + run.team + "'";
    }
    Set<String> roles = new LinkedHashSet<>(step.raci().responsible());
    roles.addAll(step.raci().accountable());
    return roles.isEmpty()
        ? "somebody who has had no part in it"
        : "somebody else who is " + String.join(" or ", roles);
  }
}
