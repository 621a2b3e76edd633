// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.drl.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.drools.model.Condition;
import org.drools.model.Constraint;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;

/**
 * A rule that needs a session, such as one with several patterns: only the conditions that ask one
 * item alone can be shown. Immutable and thread-safe.
 */
final class SessionRule implements AskingRule {
  private final String fullName;
  private final List<Predicate<Item>> conditions;

  SessionRule(Rule rule) {
    fullName = NearMisses.fullName(rule);
    List<Predicate<Item>> found = new ArrayList<>();
    collect(rule.getView(), found);
    conditions = List.copyOf(found);
  }

  @Override
  public String fullName() {
    return fullName;
  }

  @Override
  public List<Predicate<Item>> conditions() {
    return conditions;
  }

  private static void collect(Condition condition, List<Predicate<Item>> found) {
    if (condition instanceof Pattern<?> pattern
        && pattern.getPatternVariable().getType() == Item.class) {
      collect(pattern.getConstraint(), found);
    }
    for (Condition part : condition.getSubConditions()) {
      collect(part, found);
    }
  }

  private static void collect(Constraint constraint, List<Predicate<Item>> found) {
    if (constraint instanceof SingleConstraint single && single.getVariables().length == 1) {
      found.add(item -> holds(single, item));
    }
    for (Constraint part : constraint.getChildren()) {
      collect(part, found);
    }
  }

  private static boolean holds(SingleConstraint condition, Item item) {
    try {
      return condition.getPredicate().test(item);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
