// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;

/**
 * Names the exact content of a policy pack. Immutable.
 *
 * @param id the pack's id
 * @param version the pack's version, as its author wrote it
 * @param digest the SHA-256 of the pack's content, as 64 hexadecimal digits
 */
@HostCalls
public record PackRef(String id, String version, String digest) {
  @Override
  public String toString() {
    return id + " " + version + " (" + digest.substring(0, Math.min(12, digest.length())) + ")";
  }
}
