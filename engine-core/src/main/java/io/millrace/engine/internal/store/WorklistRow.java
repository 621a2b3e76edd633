// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import io.millrace.engine.WorklistEntry;
import io.millrace.model.ClassOfService;
import io.millrace.model.Kind;
import io.millrace.model.StepRun;
import io.millrace.model.StepState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An open step run joined with its work item. */
public record WorklistRow(
    String item,
    String title,
    Kind kind,
    @Nullable String category,
    @Nullable String priority,
    ClassOfService classOfService,
    Instant openedAt,
    Instant arrivedAt,
    UUID runKey,
    String stream,
    String step,
    StepState state,
    @Nullable String team,
    @Nullable String assignee) {

  /** What callers see of it. */
  public WorklistEntry toEntry() {
    StepRun run = new StepRun(runKey, stream, step, state, team, assignee);
    return new WorklistEntry(
        item, title, kind, category, priority, classOfService, openedAt, arrivedAt, run);
  }
}
