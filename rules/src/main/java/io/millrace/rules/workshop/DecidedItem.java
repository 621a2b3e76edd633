// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An item with its decisions, one for each point.
 *
 * @param oldDecisions null if the old side is what was recorded, or failed
 * @param newDecisions null if it failed
 * @param failure the first failure; null if there is none
 */
record DecidedItem(
    PastItem item,
    @Nullable List<Decision> oldDecisions,
    @Nullable List<Decision> newDecisions,
    @Nullable BacktestFailure failure) {}
