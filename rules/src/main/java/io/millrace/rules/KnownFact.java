// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.DecisionPoint;
import java.util.List;

/**
 * A fact that policies may ask for. Immutable and thread-safe.
 *
 * @param name its name; {@code <step>_result} stands for every name with that ending
 * @param type what its value is
 * @param allowed every value that it can have, if it is a {@link Type#WORD} with a closed set of
 *     them, compared without regard to case; empty otherwise
 * @param unit the unit of a {@link Type#NUMBER}, such as {@code hours}; empty otherwise
 * @param description what it says, for people to read
 * @param points the decision points of the built-in pack that read it
 */
public record KnownFact(
    String name,
    Type type,
    List<String> allowed,
    String unit,
    String description,
    List<DecisionPoint> points) {

  /** What a fact's value is. */
  public enum Type {
    /** Any text. */
    TEXT,
    /** A name or label; one of a few if values are listed. */
    WORD,
    /** A number with a unit. */
    NUMBER,
    /** True or false. */
    TRUTH,
    /** A date or an instant in ISO-8601; UTC if it has no zone. */
    INSTANT,
    /** Several texts. */
    LIST
  }

  /** Copies the lists. */
  public KnownFact {
    allowed = List.copyOf(allowed);
    points = List.copyOf(points);
  }

  /** A fact of a host that may have any value of its type. */
  public static KnownFact of(String name, Type type, String description) {
    return new KnownFact(name, type, List.of(), "", description, List.of());
  }

  /** A word of a closed set. */
  public static KnownFact word(String name, List<String> allowed, String description) {
    return new KnownFact(name, Type.WORD, allowed, "", description, List.of());
  }

  /** A number with its unit. */
  public static KnownFact number(String name, String unit, String description) {
    return new KnownFact(name, Type.NUMBER, List.of(), unit, description, List.of());
  }

  /** The same fact, with the decision points that read it. */
  public KnownFact readBy(DecisionPoint... readers) {
    return new KnownFact(name, type, allowed, unit, description, List.of(readers));
  }
}
