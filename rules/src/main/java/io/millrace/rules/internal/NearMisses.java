package io.millrace.rules.internal;

import io.millrace.model.Facts;
import io.millrace.rules.NearMiss;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.drools.model.Condition;
import org.drools.model.Constraint;
import org.drools.model.Model;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that did not fire and the first condition of each that failed, by asking the
 * compiled conditions one by one. The item words each question itself.
 */
final class NearMisses {
  private static final Comparator<NearMiss> CLOSEST_FIRST =
      Comparator.comparingDouble((NearMiss miss) -> -(double) miss.met() / miss.conditions())
          .thenComparing(NearMiss::rule);

  private NearMisses() {}

  static String fullName(Rule rule) {
    return rule.getPackage() + "/" + rule.getName();
  }

  static List<NearMiss> of(Model model, Facts facts, PackData data) {
    List<NearMiss> misses = new ArrayList<>();
    for (Rule rule : model.getRules()) {
      NearMiss miss = find(rule, facts, data);
      if (miss != null) {
        misses.add(miss);
      }
    }
    misses.sort(CLOSEST_FIRST);
    return misses;
  }

  private static @Nullable NearMiss find(Rule rule, Facts facts, PackData data) {
    List<SingleConstraint> conditions = new ArrayList<>();
    collect(rule.getView(), conditions);
    for (int i = 0; i < conditions.size(); i++) {
      Questions asked = new Questions();
      if (!holds(conditions.get(i), Item.asking(facts, data, asked))) {
        return new NearMiss(fullName(rule), asked.wording(), i, conditions.size());
      }
    }
    return null;
  }

  private static void collect(Condition condition, List<SingleConstraint> found) {
    if (condition instanceof Pattern<?> pattern) {
      collect(pattern.getConstraint(), found);
    }
    for (Condition part : condition.getSubConditions()) {
      collect(part, found);
    }
  }

  private static void collect(Constraint constraint, List<SingleConstraint> found) {
    if (constraint instanceof SingleConstraint single && single.getVariables().length > 0) {
      found.add(single);
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
