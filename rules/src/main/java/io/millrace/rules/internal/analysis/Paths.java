// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.rules.drl.Item;
import io.millrace.rules.internal.AskingItem;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.internal.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The ways through the conditions of a rule on which it fires, each as the answers on the way. The
 * conditions are run with made-up answers, again and again, until every sequence of answers was
 * given: this needs no source of the rule.
 *
 * @param cases the answers of each way
 * @param asked every question, in the order in which it was first asked
 * @param obstacle why the ways are not all known; empty if they are
 */
record Paths(List<List<Literal>> cases, Set<Question> asked, String obstacle) {
  /** More ways than these are not followed. */
  static final int MOST = 4_096;

  boolean areKnown() {
    return obstacle.isEmpty();
  }

  /** The same questions, but not the ways: the rule is not looked at further. */
  Paths but(String why) {
    return new Paths(List.of(), asked, obstacle.isEmpty() ? why : obstacle);
  }

  static Paths of(PolicyRule rule) {
    Walk walk = new Walk();
    List<List<Literal>> cases = new ArrayList<>();
    try {
      do {
        AskingItem item = new AskingItem(Items.EMPTY, walk.begin());
        if (holds(rule.conditions(), item)) {
          cases.add(walk.way());
        }
      } while (walk.next());
    } catch (RuntimeException e) {
      walk.obstacle = "its condition failed for an item without facts: " + e.getMessage();
    }
    return new Paths(walk.obstacle.isEmpty() ? cases : List.of(), walk.asked, walk.obstacle);
  }

  private static boolean holds(List<Predicate<Item>> conditions, Item item) {
    for (Predicate<Item> condition : conditions) {
      if (!condition.test(item)) {
        return false;
      }
    }
    return true;
  }

  /** Gives each question no first, then yes: like counting in binary, with the last digit last. */
  private static final class Walk implements AskingItem.Answers {
    private final Set<Question> asked = new LinkedHashSet<>();
    private final List<Boolean> script = new ArrayList<>();
    private final Map<Question, Boolean> given = new LinkedHashMap<>();
    private String obstacle = "";
    private int ways;

    @Override
    public boolean answer(Question question, boolean real) {
      if (question instanceof Question.Not not) {
        return !answer(not.question(), !real);
      }
      asked.add(question);
      if (!Questions.isUnderstood(question)) {
        obstacle = "it looks at a value as a whole: " + question.wording();
        return real;
      }
      Boolean before = given.get(question);
      if (before != null) {
        return before;
      }
      if (given.size() == script.size()) {
        script.add(false);
      }
      boolean now = script.get(given.size());
      given.put(question, now);
      return now;
    }

    Walk begin() {
      given.clear();
      return this;
    }

    List<Literal> way() {
      return given.entrySet().stream()
          .map(answer -> new Literal(answer.getKey(), answer.getValue()))
          .toList();
    }

    boolean next() {
      while (script.size() > given.size() || !script.isEmpty() && script.get(script.size() - 1)) {
        script.remove(script.size() - 1);
      }
      if (script.isEmpty()) {
        return false;
      }
      script.set(script.size() - 1, true);
      if (++ways == MOST) {
        obstacle = "its conditions have more than 4,096 ways through";
      }
      return ways < MOST;
    }
  }
}
