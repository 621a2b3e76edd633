// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import java.util.Map;
import java.util.Set;

/**
 * What an erasure changes in the process engine's tables. Immutable.
 *
 * @param counts how many values are to change, by table
 * @param instances of which instances
 * @param write changes them: only when the transaction writes its rows, at its end
 */
public record HistoryTexts(Map<String, Long> counts, Set<String> instances, Runnable write) {}
