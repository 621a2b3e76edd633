// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.DecisionPoint;
import java.util.List;
import java.util.Set;

/**
 * The rules of one decision point. Immutable.
 *
 * @param point the decision point
 * @param outputs the outputs that it declares, in order
 * @param groups its rules
 * @param unreadable the full names of further rules, which cannot be read as questions about one
 *     item
 * @param optional the outputs that an item need not get
 * @param strongestWins whether the strongest proposal of an output decides, then the rule's name;
 *     if not, only what does not depend on it is checked
 */
public record PointRules(
    DecisionPoint point,
    List<String> outputs,
    List<RuleGroup> groups,
    List<String> unreadable,
    Set<String> optional,
    boolean strongestWins) {

  /** Copies the lists. */
  public PointRules {
    outputs = List.copyOf(outputs);
    groups = List.copyOf(groups);
    unreadable = List.copyOf(unreadable);
    optional = Set.copyOf(optional);
  }
}
