// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;
import java.util.UUID;

/** A row of MR_ERASURE. */
public record ErasureRow(
    UUID erasureKey,
    String tenant,
    String pseudonym,
    String actor,
    String reason,
    Instant erasedAt,
    String counts) {}
