// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.Kind;
import io.millrace.rules.KnownFact;
import io.millrace.rules.KnownFact.Type;
import io.millrace.rules.internal.Derived;
import io.millrace.rules.internal.Question;
import io.millrace.rules.internal.Question.Known;
import io.millrace.rules.internal.Question.OneOf;
import io.millrace.rules.internal.Question.True;
import io.millrace.rules.internal.RuleProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Collects values of a fact that may answer the questions about it in different ways. */
final class Candidates {
  /** So many ids are tried to find one inside and one outside of the sample for feedback. */
  private static final int IDS = 2_000;

  private final List<Optional<Object>> values = new ArrayList<>();
  private final List<Question> questions;
  private final RuleProbe probe;

  private Candidates(List<Question> questions, RuleProbe probe) {
    this.questions = questions;
    this.probe = probe;
  }

  /**
   * The values, the ones that people like to see first.
   *
   * @param known what the catalogue says about the fact; empty if it is not in it
   */
  static List<Optional<Object>> of(
      String fact, Optional<KnownFact> known, List<Question> questions, RuleProbe probe) {
    Candidates found = new Candidates(questions, probe);
    found.values.add(Optional.empty());
    List<String> allowed = known.map(KnownFact::allowed).orElse(List.of());
    if (!allowed.isEmpty()) {
      allowed.forEach(found::add);
      return found.values;
    }
    found.named();
    found.numbers();
    found.truths(known);
    if (found.mayBeText(fact, known)) {
      found.text(known);
    }
    return found.values;
  }

  private void named() {
    for (Question question : questions) {
      if (question instanceof OneOf one) {
        one.values().forEach(this::add);
      } else if (Questions.isKindName(question)) {
        for (Kind kind : Kind.values()) {
          add(kind.name());
        }
      } else if (Questions.isLevelName(question)) {
        probe.levels().forEach(this::add);
      } else if (Questions.isRouted(question)) {
        probe.routed().forEach(this::add);
      } else if (Questions.isSampled(question)) {
        for (int id = 1; id <= IDS; id++) {
          add("ITEM-" + id);
        }
      }
    }
  }

  /** Each bound, a number between each two, and one below and above all of them. */
  private void numbers() {
    TreeSet<Double> bounds = new TreeSet<>();
    questions.forEach(question -> Questions.bound(question).ifPresent(bounds::add));
    for (Double bound : bounds) {
      add(tidy(bound));
    }
    for (Double bound : bounds) {
      Double lower = bounds.lower(bound);
      if (lower == null) {
        add(tidy(bound > 0 ? bound / 2 : bound - 1));
      } else {
        add(tidy(lower + (bound - lower) / 2));
      }
    }
    if (!bounds.isEmpty()) {
      add(tidy(bounds.last() + 1));
    }
  }

  private void truths(Optional<KnownFact> known) {
    if (known.filter(fact -> fact.type() == Type.TRUTH).isPresent()
        || questions.stream().anyMatch(True.class::isInstance)) {
      add(true);
      add(false);
    }
  }

  private boolean mayBeText(String fact, Optional<KnownFact> known) {
    if (known.isPresent()) {
      Type type = known.get().type();
      boolean isNumber = type == Type.NUMBER && asksForNumbers();
      boolean isWorkedOut = Derived.NAMES.contains(fact);
      return type != Type.TRUTH && (!isNumber || asksWhetherKnown() && !isWorkedOut);
    }
    boolean numbersOrTruths =
        questions.stream().allMatch(one -> Questions.bound(one).isPresent() || one instanceof True);
    return !numbersOrTruths && !Derived.NAMES.contains(fact);
  }

  /** Then a rule may be meant for what is known and no number. */
  private boolean asksWhetherKnown() {
    return questions.stream().anyMatch(Known.class::isInstance);
  }

  private boolean asksForNumbers() {
    return questions.stream().anyMatch(one -> Questions.bound(one).isPresent());
  }

  /** A value that no question names. */
  private void text(Optional<KnownFact> known) {
    Type type = known.map(KnownFact::type).orElse(Type.TEXT);
    if (type == Type.INSTANT) {
      add(Items.AT.plus(Duration.ofDays(7)).toString());
    } else if (type == Type.NUMBER && !asksForNumbers()) {
      add(1L);
    } else {
      String text = "something";
      for (int i = 2; values.contains(Optional.<Object>of(text)); i++) {
        text = "something " + i;
      }
      add(text);
    }
  }

  private static Object tidy(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? (Object) (long) number : (Object) number;
  }

  private void add(Object value) {
    values.add(Optional.of(value));
  }
}
