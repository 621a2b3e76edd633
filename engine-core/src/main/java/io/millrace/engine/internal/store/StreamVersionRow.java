// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import java.time.Instant;

/** A row of MR_STREAM_VERSION, with the engine's id of the definition. */
public record StreamVersionRow(
    String tenant,
    String stream,
    int version,
    String digest,
    String engineDefinition,
    String fileName,
    Instant deployedAt,
    String deployedBy) {
  /** Stands for the host where a tenant is named: no tenant has an empty name. */
  public static final String HOST = "";
}
