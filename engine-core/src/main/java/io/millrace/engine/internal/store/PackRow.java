// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.store;

import io.millrace.engine.PackRecord;
import io.millrace.model.PackRef;
import java.time.Instant;

/** A row of MR_PACK, without the bytes. */
public record PackRow(
    String tenant,
    String id,
    String version,
    String digest,
    int size,
    Instant addedAt,
    String addedBy) {

  /** What callers see of it. */
  public PackRecord toRecord() {
    return new PackRecord(new PackRef(id, version, digest), size, addedAt, addedBy);
  }
}
