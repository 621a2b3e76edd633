// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;
import java.util.UUID;

/** A row of MR_FACTS. */
public record FactsRow(
    UUID itemKey, int version, String facts, Instant occurredAt, Instant recordedAt) {}
