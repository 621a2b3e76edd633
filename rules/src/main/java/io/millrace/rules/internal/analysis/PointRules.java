package io.millrace.rules.internal.analysis;

import io.millrace.model.DecisionPoint;
import java.util.List;

/**
 * The rules of one decision point. Immutable.
 *
 * @param point the decision point
 * @param outputs the outputs that it declares, in order
 * @param groups its rules
 * @param unreadable the full names of further rules, which cannot be read as questions about one
 *     item
 * @param strongestWins whether the strongest proposal of an output decides, then the rule's name;
 *     if not, only what does not depend on it is checked
 */
public record PointRules(
    DecisionPoint point,
    List<String> outputs,
    List<RuleGroup> groups,
    List<String> unreadable,
    boolean strongestWins) {

  /** Copies the lists. */
  public PointRules {
    outputs = List.copyOf(outputs);
    groups = List.copyOf(groups);
    unreadable = List.copyOf(unreadable);
  }
}
