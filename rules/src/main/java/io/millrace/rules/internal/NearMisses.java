package io.millrace.rules.internal;

import io.millrace.rules.NearMiss;
import io.millrace.rules.drl.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
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

  static List<NearMiss> of(Model model, DefaultItem item) {
    List<NearMiss> misses = new ArrayList<>();
    for (Rule rule : model.getRules()) {
      NearMiss miss = find(rule, item);
      if (miss != null) {
        misses.add(miss);
      }
    }
    misses.sort(CLOSEST_FIRST);
    return misses;
  }

  private static @Nullable NearMiss find(Rule rule, DefaultItem item) {
    List<SingleConstraint> conditions = new ArrayList<>();
    collect(rule.getView(), conditions);
    for (int i = 0; i < conditions.size(); i++) {
      List<Question> asked = new ArrayList<>();
      AskingItem asking = new AskingItem(item, noting(asked));
      if (!holds(conditions.get(i), asking)) {
        return new NearMiss(fullName(rule), wording(asked), i, conditions.size());
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

  private static AskingItem.Answers noting(List<Question> asked) {
    return (question, real) -> {
      asked.add(question);
      return real;
    };
  }

  private static String wording(List<Question> asked) {
    return asked.stream().map(Question::wording).collect(Collectors.joining(", or "));
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
