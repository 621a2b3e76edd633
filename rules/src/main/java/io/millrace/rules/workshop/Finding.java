// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import java.time.Instant;
import java.util.List;

/**
 * Something that a check found in a policy pack. Immutable and thread-safe.
 *
 * @param id what kind of finding it is, such as {@code conflict}; see {@link PackCheck}
 * @param severity how bad it is
 * @param point the decision point it is about
 * @param rules the rules it is about, the one to look at first
 * @param problem what was expected, and what was found instead
 * @param advice what to do about it; it follows "Maybe "
 * @param examples the facts of items that show it; deciding about them confirmed it. One item for
 *     most findings, two for {@code non-monotone-matrix}, none where no item can show it
 * @param at the instant at which the examples were decided
 */
public record Finding(
    String id,
    Severity severity,
    DecisionPoint point,
    List<Place> rules,
    String problem,
    String advice,
    List<Facts> examples,
    Instant at) {

  /** How bad a finding is. */
  public enum Severity {
    /** The pack does not do what it says. */
    ERROR,
    /** Probably a mistake. */
    WARNING,
    /** Good to know. */
    INFO
  }

  /**
   * Where a rule is.
   *
   * @param rule its full name
   * @param file the path of its file within its pack; empty if it is not known
   * @param line the line, counted from 1; 0 if it is not known
   */
  public record Place(String rule, String file, int line) {}

  /** Copies the lists. */
  public Finding {
    rules = List.copyOf(rules);
    examples = List.copyOf(examples);
  }

  /** The file of the first rule; empty if there is none. */
  public String file() {
    return rules.isEmpty() ? "" : rules.get(0).file();
  }

  /** The line of the first rule; 0 if there is none. */
  public int line() {
    return rules.isEmpty() ? 0 : rules.get(0).line();
  }

  /**
   * The examples as JSON objects with {@code point}, {@code at} and {@code facts}: what it takes to
   * decide about the item again.
   */
  public List<String> examplesAsJson() {
    return examples.stream().map(facts -> ExampleJson.write(point, at, facts)).toList();
  }

  /** The finding for people to read: a line for the place, then lines that say what is wrong. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    String place = file().isEmpty() ? point.name() : file() + (line() > 0 ? ":" + line() : "");
    text.append(place).append(": ").append(severity).append(' ').append(id).append('\n');
    text.append("  ").append(problem).append('\n');
    text.append("  Maybe ").append(advice).append(".\n");
    examplesAsJson().forEach(json -> text.append("  example: ").append(json).append('\n'));
    return text.toString();
  }
}
