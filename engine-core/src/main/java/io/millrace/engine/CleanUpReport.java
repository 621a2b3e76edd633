// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Duration;

/**
 * What a clean-up deleted. Immutable.
 *
 * @param items how many work items
 * @param rows how many rows of Millrace's own tables, those of the work items included
 * @param archived how many of the work items an archive took before
 * @param commands how many results of commands
 * @param left how many work items and results of commands are still overdue
 * @param took how long it took
 */
public record CleanUpReport(
    long items, long rows, long archived, long commands, long left, Duration took) {}
