// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Instant;

/**
 * A version of a value stream, as one tenant sees it when it asks. Immutable.
 *
 * @param stream the key of the stream
 * @param origin who brought the version
 * @param version counts the versions of this stream and origin from 1; a model that comes back
 *     keeps its number
 * @param digest the SHA-256 digest of the model, as 64 lower-case hexadecimal digits
 * @param fileName the name of the model's file, as it was told
 * @param deployedAt when the version came first, by Millrace's clock
 * @param deployedBy who brought it; {@code host} for the host's
 * @param inForce whether new work items of the tenant run it
 * @param running how many of the tenant's stream instances run on this model
 */
public record StreamVersion(
    String stream,
    StreamOrigin origin,
    int version,
    String digest,
    String fileName,
    Instant deployedAt,
    String deployedBy,
    boolean inForce,
    long running) {

  /** Such as {@code restore-live-service 3} or {@code restore-live-service 2 of the host}. */
  public String label() {
    return stream + " " + version + (origin == StreamOrigin.HOST ? " of the host" : "");
  }
}
