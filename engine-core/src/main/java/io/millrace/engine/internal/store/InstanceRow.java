package io.millrace.engine.internal.store;

import java.time.Instant;
import java.util.UUID;

/** A row of MR_STREAM_INSTANCE. */
public record InstanceRow(
    UUID instanceKey,
    UUID itemKey,
    String stream,
    String digest,
    String engineId,
    Instant startedAt) {}
