// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;
import java.util.UUID;

/** A row of MR_LINK. */
public record LinkRow(
    UUID linkKey,
    UUID itemKey,
    String type,
    String target,
    String actor,
    Instant occurredAt,
    Instant recordedAt) {}
