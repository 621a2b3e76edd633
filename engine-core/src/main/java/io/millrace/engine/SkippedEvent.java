// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Instant;
import java.util.UUID;

/**
 * A record that an event was not delivered to a sink, because somebody wanted it so. Immutable.
 *
 * @param id the event
 * @param sink the name of the sink that did not get it
 * @param type the name of the event's type
 * @param item the host's id of the work item
 * @param sequence the place of the event among those of its work item
 * @param actor who wanted it
 * @param reason why, for people to read
 * @param skippedAt when, by Millrace's clock
 */
public record SkippedEvent(
    UUID id,
    String sink,
    String type,
    String item,
    long sequence,
    String actor,
    String reason,
    Instant skippedAt) {}
