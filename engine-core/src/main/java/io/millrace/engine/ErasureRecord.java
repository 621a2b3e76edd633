// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an erasure replaced. It never holds what was erased. Immutable.
 *
 * @param pseudonym what stands where the person was named
 * @param actor who asked for it
 * @param reason why
 * @param at when it was done
 * @param counts how many values were replaced, by table, and how many documents under "archive";
 *     tables without any are left out
 * @param dryRun whether they were counted only
 */
public record ErasureRecord(
    String pseudonym,
    String actor,
    String reason,
    Instant at,
    Map<String, Long> counts,
    boolean dryRun) {

  /** Copies the counts, and keeps their order. */
  public ErasureRecord {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
  }
}
