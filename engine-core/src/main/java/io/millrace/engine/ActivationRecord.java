// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.PackRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry in the history of a tenant's packs. Immutable.
 *
 * @param number counts the tenant's entries from 1, in the order in which they were recorded
 * @param change what it did
 * @param pack the pack that takes effect, with the digest of its own files; null if the tenant goes
 *     on without a pack of its own
 * @param effectiveFrom when it takes effect, by Millrace's clock
 * @param recordedAt when it was recorded
 * @param actor who asked for it
 * @param reason why, for people to read
 */
public record ActivationRecord(
    long number,
    PackChange change,
    @Nullable PackRef pack,
    Instant effectiveFrom,
    Instant recordedAt,
    String actor,
    String reason) {}
