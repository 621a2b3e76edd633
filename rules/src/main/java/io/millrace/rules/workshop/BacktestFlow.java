// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

/**
 * How many items change from one answer to another. Immutable.
 *
 * @param oldValue the old answer, {@link BacktestConfusion#NONE} or {@link BacktestConfusion#OTHER}
 * @param newValue the new answer, {@link BacktestConfusion#NONE} or {@link BacktestConfusion#OTHER}
 * @param items how many items
 */
public record BacktestFlow(String oldValue, String newValue, long items) {}
