// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of MR_STREAM_CHANGE. */
public record StreamChangeRow(
    String tenant,
    long sequence,
    String stream,
    @Nullable Integer version,
    Instant changedAt,
    String changedBy) {}
