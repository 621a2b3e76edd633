// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.NearMiss;
import io.millrace.rules.drl.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.drools.model.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that did not fire and the first condition of each that failed, by asking the
 * conditions one by one. Each question words itself.
 */
final class NearMisses {
  private static final Comparator<NearMiss> CLOSEST_FIRST =
      Comparator.comparingDouble((NearMiss miss) -> -(double) miss.met() / miss.conditions())
          .thenComparing(NearMiss::rule);

  private NearMisses() {}

  static String fullName(Rule rule) {
    return rule.getPackage() + "/" + rule.getName();
  }

  static List<NearMiss> of(List<? extends AskingRule> rules, DefaultItem item) {
    List<NearMiss> misses = new ArrayList<>();
    for (AskingRule rule : rules) {
      NearMiss miss = find(rule, item);
      if (miss != null) {
        misses.add(miss);
      }
    }
    misses.sort(CLOSEST_FIRST);
    return misses;
  }

  private static @Nullable NearMiss find(AskingRule rule, DefaultItem item) {
    List<Predicate<Item>> conditions = rule.conditions();
    for (int i = 0; i < conditions.size(); i++) {
      List<Question> asked = new ArrayList<>();
      if (!conditions.get(i).test(new AskingItem(item, noting(asked)))) {
        return new NearMiss(rule.fullName(), wording(asked), i, conditions.size());
      }
    }
    return null;
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
}
