// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that a sink has refused too often. It holds back the later events of its work item for
 * that sink, until it is {@linkplain Events#replay replayed} or {@linkplain Events#skip skipped}.
 * Immutable.
 *
 * @param id the event
 * @param sink the name of the sink
 * @param type the name of the event's type
 * @param item the host's id of the work item
 * @param sequence the place of the event among those of its work item
 * @param occurredAt when it happened
 * @param recordedAt when Millrace recorded it
 * @param parkedAt when it was parked, by the clock of the machine
 * @param attempts how often the sink refused it
 * @param reason what the sink said last; at most 1,000 characters
 * @param held how many later events of the work item wait behind it
 */
public record ParkedEvent(
    UUID id,
    String sink,
    String type,
    String item,
    long sequence,
    Instant occurredAt,
    Instant recordedAt,
    Instant parkedAt,
    int attempts,
    String reason,
    long held) {}
