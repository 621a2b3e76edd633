// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every request may say about itself. Immutable.
 *
 * @param commandId an id chosen by the host: the same id again returns the first result; null to
 *     run every time
 * @param occurredAt when it happened; null for now; never before the work item's last happening
 * @param inferred whether it was not observed but worked out, such as a step that a log leaves out
 */
public record Stamp(@Nullable String commandId, @Nullable Instant occurredAt, boolean inferred) {

  /** Now, every time, observed. */
  public static final Stamp NOW = new Stamp(null, null, false);
}
