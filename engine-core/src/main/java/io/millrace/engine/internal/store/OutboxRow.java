package io.millrace.engine.internal.store;

import java.time.Instant;
import java.util.UUID;

/** A row of MR_OUTBOX. */
public record OutboxRow(
    UUID eventKey,
    UUID itemKey,
    long sequence,
    String type,
    String tenant,
    String item,
    String data,
    Instant occurredAt,
    Instant recordedAt,
    int attempts,
    Instant nextAttemptAt) {}
