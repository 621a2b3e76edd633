// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a step, as it stood when it was read. Immutable.
 *
 * @param id its own id, stable for its whole life; the idempotency key of handlers
 * @param stream the key of the value stream
 * @param step the key of the step: its BPMN element id
 * @param state where it stands
 * @param team the team whose queue it is in; null if none
 * @param assignee who works on it; null if nobody does
 */
@HostCalls
public record StepRun(
    UUID id,
    String stream,
    String step,
    StepState state,
    @Nullable String team,
    @Nullable String assignee) {}
