// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;
import java.util.UUID;

/** A row of MR_DECISION. */
public record DecisionRow(
    UUID decisionKey,
    UUID itemKey,
    String point,
    Instant decidedAt,
    Instant recordedAt,
    String packId,
    String packVersion,
    String packDigest,
    int factsVersion,
    String context,
    String outputs,
    String reasons) {}
