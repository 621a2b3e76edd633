// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.PackRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a pack of the tenant to take effect. Immutable; each method that sets something returns
 * a new request.
 *
 * @param pack the pack's id
 * @param version the pack's version
 * @param effectiveFrom when it takes effect, by Millrace's clock; null for at once
 * @param reason why, for people to read
 * @param commandId an id chosen by the host: the same id again returns the first result; null to
 *     run every time
 */
public record PackActivation(
    String pack,
    String version,
    @Nullable Instant effectiveFrom,
    String reason,
    @Nullable String commandId) {

  /** At once. */
  public static PackActivation of(String pack, String version, String reason) {
    return new PackActivation(pack, version, null, reason, null);
  }

  /** At once, as {@link Policies#add} named it. */
  public static PackActivation of(PackRef pack, String reason) {
    return of(pack.id(), pack.version(), reason);
  }

  /** From an instant on that is still to come. */
  public PackActivation effectiveFrom(Instant instant) {
    return new PackActivation(pack, version, instant, reason, commandId);
  }

  /** Makes the request repeatable: the same command id again returns the first result. */
  public PackActivation commandId(String id) {
    return new PackActivation(pack, version, effectiveFrom, reason, id);
  }
}
