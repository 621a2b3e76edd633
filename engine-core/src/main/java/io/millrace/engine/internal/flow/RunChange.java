// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.flow;

import io.millrace.model.StepState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One transition, as a sweep sees it; the time is in milliseconds of the epoch. */
record RunChange(
    UUID run,
    String stream,
    String step,
    StepState state,
    @Nullable String team,
    long at,
    boolean inferred,
    boolean afterClose) {}
