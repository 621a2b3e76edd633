// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A stream instance of a work item that is about to be deleted. */
public record EndedInstance(
    String engineId, String stream, String digest, Instant startedAt, @Nullable Instant endedAt) {}
