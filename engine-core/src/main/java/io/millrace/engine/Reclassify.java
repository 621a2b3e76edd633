// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.Action;
import io.millrace.model.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Overrides the policies' classification. The override is kept as facts, and the other decisions
 * are made again. Immutable.
 *
 * <p>If the request names another value stream, or if the classification now chooses another one
 * than before, the work item moves there: its open steps are cancelled with the reason, and it
 * starts in the other stream, at the start for moved work items if there is one. All that happened
 * stays with it.
 *
 * @param item the host's id of the work item
 * @param kind what it is; null to keep it
 * @param category what it is about; null to keep it
 * @param stream the key of the value stream to move to; null to let the policies choose
 * @param reason why, for people to read
 * @param stamp command id, time, and whether it was inferred
 */
public record Reclassify(
    String item,
    @Nullable Kind kind,
    @Nullable String category,
    @Nullable String stream,
    String reason,
    Stamp stamp)
    implements WorkRequest<Reclassify> {

  /** Overrides kind, category, value stream, or several of them. */
  public static Reclassify of(String item, String reason) {
    return new Reclassify(item, null, null, null, reason, Stamp.NOW);
  }

  /** What it is. */
  public Reclassify kind(Kind value) {
    return new Reclassify(item, value, category, stream, reason, stamp);
  }

  /** What it is about. */
  public Reclassify category(String value) {
    return new Reclassify(item, kind, value, stream, reason, stamp);
  }

  /** The value stream to move to. */
  public Reclassify stream(String key) {
    return new Reclassify(item, kind, category, key, reason, stamp);
  }

  @Override
  public @Nullable String step() {
    return null;
  }

  @Override
  public Action action() {
    return Action.RECLASSIFY;
  }

  @Override
  public Reclassify stamp(Stamp value) {
    return new Reclassify(item, kind, category, stream, reason, value);
  }
}
