// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import io.millrace.model.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What it means for a work item that the flow passes an event. Immutable; at least one part is
 * there.
 *
 * @param milestone the milestone that the item reaches; null if none
 * @param outcome what the item came to, such as {@code restored} or {@code noGo}; the last one that
 *     is passed counts; null if the event says none
 * @param becomes the kind of work that the item is from here on: its unit of work changes; null if
 *     it stays what it is
 */
public record Passage(
    @Nullable Milestone milestone, @Nullable String outcome, @Nullable Kind becomes) {}
