// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;
import java.util.UUID;

/** A row of MR_COMMAND. */
public record CommandRow(
    String tenant,
    String commandId,
    String fingerprint,
    String receipt,
    Instant recordedAt,
    UUID itemKey,
    boolean submission) {}
