// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;

/** A row of MR_STREAM. */
public record StreamRow(
    String stream, String digest, String engineDefinition, Instant deployedAt) {}
