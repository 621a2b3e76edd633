// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that a rule proposes for one output.
 *
 * @param output the place of the output among those of the decision point, counted from 0
 * @param value the value
 * @param rule the rule's full name
 * @param strength how strongly, from 1 to 100
 * @param text the reason for people to read
 * @param cell the cell of a matrix or table, if any
 * @param facts the facts that the rule has read
 * @param raise by how many levels it raises the priority; 0 if it names a value
 */
public record Proposal(
    int output,
    String value,
    String rule,
    int strength,
    String text,
    @Nullable String cell,
    Map<String, String> facts,
    int raise) {

  /** The documented order: by output, strongest first, then by the rule's full name. */
  public boolean isBefore(Proposal other) {
    if (output != other.output) {
      return output < other.output;
    }
    if (strength != other.strength) {
      return strength > other.strength;
    }
    int byRule = rule.compareTo(other.rule);
    return byRule != 0 ? byRule < 0 : value.compareTo(other.value) < 0;
  }

  Reason reason(String outputName, boolean decided) {
    return new Reason(outputName, value, rule, strength, text, cell, facts, decided);
  }
}
