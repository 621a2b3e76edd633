// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has been kept long enough and is still there. Immutable.
 *
 * @param items how many work items
 * @param oldest since when the one is overdue that has been so for longest; null if there is none
 * @param held how many of the work items wait for events that a sink has yet to take
 * @param commands how many results of commands
 * @param failure why clean-up failed on this node the last time; null if it did not
 */
public record Overdue(
    long items, @Nullable Instant oldest, long held, long commands, @Nullable String failure) {}
