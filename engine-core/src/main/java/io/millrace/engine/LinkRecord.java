// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Instant;

/**
 * A link of a work item, as it was read. Immutable.
 *
 * @param type what the target is to the work item, such as {@code child} or {@code vendor-ticket}
 * @param target the id of a work item of the tenant, or an id of another system
 * @param workItem whether the tenant has a work item of that id
 * @param actor who made the link
 * @param occurredAt when it was made
 * @param recordedAt when Millrace recorded it
 */
public record LinkRecord(
    String type,
    String target,
    boolean workItem,
    String actor,
    Instant occurredAt,
    Instant recordedAt) {}
