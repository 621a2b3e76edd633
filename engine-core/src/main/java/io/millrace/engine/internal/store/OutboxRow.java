// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import io.millrace.event.Event;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of MR_OUTBOX. */
public record OutboxRow(
    UUID eventKey,
    String sink,
    UUID itemKey,
    long sequence,
    String type,
    String tenant,
    String item,
    String data,
    Instant occurredAt,
    Instant recordedAt,
    String state,
    int attempts,
    Instant nextAttemptAt,
    @Nullable String failure) {

  /** An event that a sink has yet to take: due at once, whatever the injected clock says. */
  public static OutboxRow due(Event event, String sink, UUID itemKey, String data) {
    return new OutboxRow(
        event.id(),
        sink,
        itemKey,
        event.sequence(),
        event.type().name(),
        event.tenant(),
        event.item(),
        data,
        event.occurredAt(),
        event.recordedAt(),
        "DUE",
        0,
        Instant.EPOCH,
        null);
  }
}
