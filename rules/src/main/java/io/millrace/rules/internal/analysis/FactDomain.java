// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.rules.internal.DefaultItem;
import io.millrace.rules.internal.Question;
import io.millrace.rules.internal.RuleProbe;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The values of one fact that rules can tell apart. Two values that answer every question alike are
 * one to the rules, so of all the values that there are, one of each sort is enough; that turns
 * every question about the fact into a set of values. Immutable after it was made.
 */
final class FactDomain {
  private final String fact;
  private final List<Optional<Object>> values = new ArrayList<>();
  private final Map<Question, BitSet> holdsFor = new HashMap<>();

  /**
   * @param questions every question about the fact that a rule asks
   * @param candidates values worth trying, the ones that people like to see first; empty means that
   *     the fact is not known
   */
  FactDomain(
      String fact, List<Question> questions, List<Optional<Object>> candidates, RuleProbe probe) {
    this.fact = fact;
    questions.forEach(question -> holdsFor.put(question, new BitSet()));
    Set<BitSet> sorts = new HashSet<>();
    for (Optional<Object> candidate : candidates) {
      BitSet answers = answers(questions, candidate, probe);
      if (answers != null && sorts.add(answers)) {
        int place = values.size();
        values.add(candidate);
        answers.stream()
            .forEach(one -> Objects.requireNonNull(holdsFor.get(questions.get(one))).set(place));
      }
    }
  }

  String fact() {
    return fact;
  }

  /** The value at a place; empty if the fact is not known there. */
  Optional<Object> value(int place) {
    return values.get(place);
  }

  /** The place of the value that rules cannot tell from the given one; -1 if there is none. */
  int place(Object given, RuleProbe probe) {
    List<Question> questions = List.copyOf(holdsFor.keySet());
    BitSet answers = answers(questions, Optional.of(given), probe);
    for (int place = 0; answers != null && place < values.size(); place++) {
      if (isAt(place, questions, answers)) {
        return place;
      }
    }
    return -1;
  }

  private boolean isAt(int place, List<Question> questions, BitSet answers) {
    for (int i = 0; i < questions.size(); i++) {
      if (where(questions.get(i)).get(place) != answers.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** The set of all values. */
  BitSet all() {
    BitSet all = new BitSet();
    all.set(0, values.size());
    return all;
  }

  /** The values for which a question holds. */
  BitSet where(Question question) {
    return Objects.requireNonNull(holdsFor.get(question), () -> "not asked: " + question);
  }

  private @org.jspecify.annotations.Nullable BitSet answers(
      List<Question> questions, Optional<Object> candidate, RuleProbe probe) {
    DefaultItem item;
    try {
      Facts facts = candidate.map(value -> Facts.of(fact, value)).orElse(Facts.none());
      item = probe.item(facts, Items.AT);
    } catch (InvalidInputException e) {
      return null; // no item can have a fact of this name
    }
    BitSet answers = new BitSet();
    for (int i = 0; i < questions.size(); i++) {
      answers.set(i, Questions.test(item, questions.get(i)));
    }
    return answers;
  }
}
