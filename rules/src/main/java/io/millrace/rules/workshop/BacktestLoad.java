// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

/**
 * How many items an answer gets, such as a team or a class of service. Immutable.
 *
 * @param value the answer, {@link BacktestConfusion#NONE} or {@link BacktestConfusion#OTHER}
 * @param oldItems how many items had it
 * @param newItems how many items would have it
 * @param oldPerWeek how many items had it in a week, on average
 * @param newPerWeek how many items would have it in a week, on average
 */
public record BacktestLoad(
    String value, long oldItems, long newItems, double oldPerWeek, double newPerWeek) {}
