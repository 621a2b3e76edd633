// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.decision;

import io.millrace.model.DemandSource;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as a host holds it. Immutable.
 *
 * @param id the host's id
 * @param title one line
 * @param description the text as it came in
 * @param source where it comes from
 * @param impact from 1, the most, to 5
 * @param urgency from 1, the most, to 5
 * @param investigated whether somebody has looked at it
 * @param major whether it is a major incident
 * @param expedite the reason to expedite it, if there is one
 * @param dueAt when it is due, if it is, as ISO-8601 text
 */
public record SampleTicket(
    String id,
    String title,
    String description,
    DemandSource source,
    int impact,
    int urgency,
    boolean investigated,
    boolean major,
    @Nullable String expedite,
    @Nullable String dueAt) {}
