// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;
import java.util.UUID;

/** A row of MR_STREAM_INSTANCE. */
public record InstanceRow(
    String engineId, UUID itemKey, String stream, String digest, Instant startedAt) {}
