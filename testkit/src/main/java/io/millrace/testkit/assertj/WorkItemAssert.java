// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit.assertj;

import io.millrace.engine.WorkItem;
import io.millrace.model.ClassOfService;
import io.millrace.model.Kind;
import io.millrace.model.StepRun;
import io.millrace.model.WorkItemState;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions about a work item. Not thread-safe. */
public final class WorkItemAssert extends AbstractAssert<WorkItemAssert, WorkItem> {
  WorkItemAssert(WorkItem actual) {
    super(actual, WorkItemAssert.class);
  }

  /** It stands there. */
  public WorkItemAssert hasState(WorkItemState state) {
    return has("state", state, actual.state());
  }

  /** It is of this kind. */
  public WorkItemAssert hasKind(Kind kind) {
    return has("kind", kind, actual.kind());
  }

  /** It has this priority, in the words of the matrix. */
  public WorkItemAssert hasPriority(String priority) {
    return has("priority", priority, actual.priority());
  }

  /** It is treated like this in the queue. */
  public WorkItemAssert hasClassOfService(ClassOfService classOfService) {
    return has("class of service", classOfService, actual.classOfService());
  }

  /** This team has it. */
  public WorkItemAssert isWithTeam(String team) {
    return has("team", team, actual.team());
  }

  /** It runs this value stream. */
  public WorkItemAssert runs(String stream) {
    return has("value stream", stream, actual.stream());
  }

  /** It came to this. */
  public WorkItemAssert hasOutcome(String outcome) {
    return has("outcome", outcome, actual.outcome());
  }

  /** Exactly these steps are open, in whatever order. */
  public WorkItemAssert waitsAt(String... steps) {
    List<String> open = actual.openSteps().stream().map(StepRun::step).sorted().toList();
    return has("open steps", List.of(steps).stream().sorted().toList(), open);
  }

  private WorkItemAssert has(String what, Object wanted, @Nullable Object found) {
    isNotNull();
    if (!Objects.equals(wanted, found)) {
      failWithMessage(
          "Expected the %s of work item '%s' to be %s, but got %s.",
          what, actual.id(), wanted, found);
    }
    return this;
  }
}
