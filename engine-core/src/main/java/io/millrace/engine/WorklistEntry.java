// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.ClassOfService;
import io.millrace.model.Kind;
import io.millrace.model.StepRun;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open step with what people need to choose it. Immutable.
 *
 * @param item the host's id of the work item
 * @param title one line for people to read
 * @param kind what it is
 * @param category what it is about; null if the policies did not say
 * @param priority how important it is; null if the policies did not say
 * @param classOfService how it is treated in the queue
 * @param openedAt when the demand arose
 * @param arrivedAt when the step began to wait
 * @param run the step run
 */
public record WorklistEntry(
    String item,
    String title,
    Kind kind,
    @Nullable String category,
    @Nullable String priority,
    ClassOfService classOfService,
    Instant openedAt,
    Instant arrivedAt,
    StepRun run) {}
