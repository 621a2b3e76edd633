package io.millrace.engine;

import io.millrace.model.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Overrides the policies' classification. The override is kept as facts, and the other decisions
 * are made again. Immutable.
 *
 * @param item the host's id of the work item
 * @param kind what it is; null to keep it
 * @param category what it is about; null to keep it
 * @param reason why, for people to read
 * @param stamp command id, time, and whether it was inferred
 */
public record Reclassify(
    String item, @Nullable Kind kind, @Nullable String category, String reason, Stamp stamp)
    implements WorkRequest<Reclassify> {

  /** Overrides kind, category or both. */
  public static Reclassify of(String item, String reason) {
    return new Reclassify(item, null, null, reason, Stamp.NOW);
  }

  /** What it is. */
  public Reclassify kind(Kind value) {
    return new Reclassify(item, value, category, reason, stamp);
  }

  /** What it is about. */
  public Reclassify category(String value) {
    return new Reclassify(item, kind, value, reason, stamp);
  }

  @Override
  public @Nullable String step() {
    return null;
  }

  @Override
  public Reclassify stamp(Stamp value) {
    return new Reclassify(item, kind, category, reason, value);
  }
}
