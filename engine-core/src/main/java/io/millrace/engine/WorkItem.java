// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.ClassOfService;
import io.millrace.model.Kind;
import io.millrace.model.StepRun;
import io.millrace.model.WorkItemState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A work item as it stood when it was read. Immutable.
 *
 * @param tenant its tenant
 * @param id the host's id
 * @param title one line for people to read
 * @param kind what it is
 * @param category what it is about; null if the policies did not say
 * @param priority how important it is, in the words of the priority matrix
 * @param classOfService how it is treated in the queue
 * @param team the team that has it; null if none
 * @param stream the key of its value stream
 * @param state where it stands
 * @param openedAt when the demand arose
 * @param resolvedAt when the technical concern was addressed; null if it is not
 * @param closedAt when value was confirmed, or it was cancelled; null if neither
 * @param outcome what it came to, such as {@code restored}, in the words of its value stream; null
 *     if the stream has not said yet
 * @param sequence the number of its last happening; grows with every change
 * @param openSteps the steps that have not ended, in the order of their arrival
 */
public record WorkItem(
    String tenant,
    String id,
    String title,
    Kind kind,
    @Nullable String category,
    @Nullable String priority,
    ClassOfService classOfService,
    @Nullable String team,
    String stream,
    WorkItemState state,
    Instant openedAt,
    @Nullable Instant resolvedAt,
    @Nullable Instant closedAt,
    @Nullable String outcome,
    long sequence,
    List<StepRun> openSteps) {

  /** Copies the open steps. */
  public WorkItem {
    openSteps = List.copyOf(openSteps);
  }

  /** The open run of a step, if there is one. */
  public Optional<StepRun> findOpenStep(String step) {
    return openSteps.stream().filter(run -> run.step().equals(step)).findFirst();
  }
}
