// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Decision;
import java.time.Instant;
import java.util.UUID;

/**
 * A decision as it is stored. Immutable.
 *
 * @param id its id
 * @param item the host's id of the work item
 * @param decision the answer with its reasons, inputs and pack
 * @param recordedAt when it was recorded
 */
public record DecisionRecord(UUID id, String item, Decision decision, Instant recordedAt) {}
