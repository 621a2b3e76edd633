// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.StepState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of one step run. Immutable.
 *
 * @param sequence its number among the happenings of the work item
 * @param stream the key of the value stream
 * @param step the key of the step
 * @param state the state that the step run went to
 * @param team the team that had it from then on; null if none
 * @param assignee who had it from then on; null if nobody
 * @param actor who did it
 * @param note the result of a completion, or the reason for a block; null if there is none
 * @param inferred whether it was not observed but worked out
 * @param occurredAt when it happened
 * @param recordedAt when Millrace recorded it
 */
public record Transition(
    long sequence,
    String stream,
    String step,
    StepState state,
    @Nullable String team,
    @Nullable String assignee,
    String actor,
    @Nullable String note,
    boolean inferred,
    Instant occurredAt,
    Instant recordedAt) {}
