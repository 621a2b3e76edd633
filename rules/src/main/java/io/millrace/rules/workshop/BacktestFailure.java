// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import java.time.Instant;

/**
 * An item that a pack could not decide. It is in no comparison. Immutable.
 *
 * @param itemId the item's id
 * @param at the instant of the decision
 * @param side which pack failed
 * @param problem what went wrong, and what to do about it
 */
public record BacktestFailure(String itemId, Instant at, BacktestSide side, String problem) {}
