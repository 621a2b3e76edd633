// SPDX-License-Identifier: Apache-2.0
package io.millrace.event;

import io.millrace.api.HostCalls;
import io.millrace.model.Facts;
import java.time.Instant;
import java.util.UUID;

/**
 * A fact about one work item. Immutable.
 *
 * @param id stable and unique: a repeated delivery carries the same id
 * @param type what happened
 * @param tenant the tenant of the work item
 * @param item the host's id of the work item
 * @param sequence counts the events of one work item from 1 without gaps
 * @param occurredAt when it happened
 * @param recordedAt when Millrace recorded it
 * @param data what else there is to say, such as {@code step} or {@code result}
 */
@HostCalls
public record Event(
    UUID id,
    EventType type,
    String tenant,
    String item,
    long sequence,
    Instant occurredAt,
    Instant recordedAt,
    Facts data) {}
