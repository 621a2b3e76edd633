// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import io.millrace.engine.ActivationRecord;
import io.millrace.engine.PackChange;
import io.millrace.model.PackRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of MR_PACK_ACTIVATION.
 *
 * @param restores the sequence of the row whose place a roll-back returns to; 0 for the time before
 *     the first; null for rows that return to nothing
 */
public record ActivationRow(
    String tenant,
    long sequence,
    PackChange kind,
    @Nullable String packId,
    @Nullable String packVersion,
    @Nullable String packDigest,
    Instant effectiveFrom,
    Instant recordedAt,
    String actor,
    String reason,
    @Nullable Long restores,
    @Nullable String commandId,
    @Nullable String fingerprint) {

  /** The pack that takes effect; null for the base alone. */
  public @Nullable PackRef pack() {
    return packId == null || packVersion == null || packDigest == null
        ? null
        : new PackRef(packId, packVersion, packDigest);
  }

  /** What callers see of it. */
  public ActivationRecord toRecord() {
    return new ActivationRecord(sequence, kind, pack(), effectiveFrom, recordedAt, actor, reason);
  }
}
