// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.rules.internal.PolicyRule;
import java.util.List;

/**
 * Rules of one decision point that are read together: a table's rows, or all rules in DRL.
 * Immutable.
 *
 * @param name how messages name it: the table's name
 * @param hit which of the rules that match make their proposals
 * @param gapsAllowed whether it is fine that no rule of the group matches an item
 * @param rules in order
 */
public record RuleGroup(String name, Hit hit, boolean gapsAllowed, List<PolicyRule> rules) {

  /** Which of the rules that match count. */
  public enum Hit {
    /** The first one in order. */
    FIRST,
    /** All of them. */
    ALL,
    /** All of them, by their points: the group has one answer, and no rule an answer of its own. */
    SUM
  }

  /** Copies the rules. */
  public RuleGroup {
    rules = List.copyOf(rules);
  }
}
