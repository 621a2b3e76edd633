// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import io.millrace.model.StepState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of MR_TRANSITION. */
public record TransitionRow(
    UUID itemKey,
    long sequence,
    UUID runKey,
    StepState state,
    @Nullable String team,
    @Nullable String assignee,
    String actor,
    @Nullable String note,
    boolean inferred,
    Instant occurredAt,
    Instant recordedAt) {}
