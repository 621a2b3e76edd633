// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import static io.millrace.rules.internal.analysis.Report.quoted;

import io.millrace.rules.internal.Nearest;
import io.millrace.rules.internal.Question.InEmptyList;
import io.millrace.rules.internal.UndeclaredOutputException;
import io.millrace.rules.workshop.Finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks each rule by itself: can it be read, can it fire, does it propose what is declared? */
final class SingleRules {
  private final PointModel model;
  private final Report report;

  SingleRules(PointModel model, Report report) {
    this.model = model;
    this.report = report;
  }

  void check() {
    for (String name : model.point().unreadable()) {
      report.notAnalysed(
          List.of(),
          "Expected the rule '"
              + name
              + "' to ask one item only, but it does more; it was left out of the check.",
          "write it with a single Item(...) and without attributes that decide whether it fires");
    }
    for (ReadRule rule : model.rules()) {
      if (!rule.paths().areKnown()) {
        report.notAnalysed(
            List.of(rule.place()),
            "Expected the conditions of the rule '"
                + rule.name()
                + "' to be questions with a yes or no, but "
                + rule.paths().obstacle()
                + "; what it does together with others was not checked.",
            "ask with the item's questions, such as is, isOneOf, atLeast or mentions");
      } else if (rule.cases().isEmpty()) {
        if (!isSwitchedOff(rule)) {
          unreachable(rule);
        }
      } else if (rule.failure().isPresent()) {
        failure(rule, rule.failure().get());
      } else if (rule.samples().isEmpty()) {
        report.notAnalysed(
            List.of(rule.place()),
            "Expected an item that the rule '" + rule.name() + "' fires for, but none was found.",
            "look whether its conditions can hold together");
      }
    }
  }

  /** Whether it could fire if a setting of the pack listed something. */
  private static boolean isSwitchedOff(ReadRule rule) {
    return rule.paths().asked().stream().anyMatch(InEmptyList.class::isInstance);
  }

  private void unreachable(ReadRule rule) {
    report.add(
        "unreachable",
        Severity.ERROR,
        List.of(rule),
        "Expected the rule '"
            + rule.name()
            + "' to fire for some item, but "
            + contradiction(rule.paths())
            + ".",
        "correct its conditions, or delete it",
        List.of());
  }

  /** Why the way that comes furthest cannot be gone to its end. */
  private String contradiction(Paths paths) {
    List<Literal> longest = List.of();
    for (List<Literal> way : paths.cases()) {
      List<Literal> possible = possible(way);
      if (possible.size() > longest.size()) {
        longest = possible;
      }
    }
    if (longest.isEmpty()) {
      return "no answers to its questions let it";
    }
    Literal last = longest.get(longest.size() - 1);
    String wording = last.wording();
    if (model.space().everything().and(model.space().limit(last)) == null) {
      return "it can never be that " + wording;
    }
    List<String> others =
        against(longest).stream().map(Literal::wording).collect(Collectors.toList());
    return "it cannot be that "
        + String.join(", that ", others)
        + " and that "
        + wording
        + " at the same time";
  }

  /** The answers up to the first one that contradicts those before it. */
  private List<Literal> possible(List<Literal> way) {
    for (int i = 1; i <= way.size(); i++) {
      if (isContradiction(way.subList(0, i))) {
        return way.subList(0, i);
      }
    }
    return way;
  }

  /** The fewest of the answers before the last that contradict it. */
  private List<Literal> against(List<Literal> answers) {
    List<Literal> needed = new ArrayList<>(answers);
    for (Literal answer : answers.subList(0, answers.size() - 1)) {
      List<Literal> fewer = new ArrayList<>(needed);
      fewer.remove(answer);
      if (isContradiction(fewer)) {
        needed = fewer;
      }
    }
    return needed.subList(0, needed.size() - 1);
  }

  private boolean isContradiction(List<Literal> answers) {
    return model.space().everything().and(model.space().limits(answers)) == null;
  }

  private void failure(ReadRule rule, RuntimeException failure) {
    if (failure instanceof UndeclaredOutputException undeclared) {
      List<String> outputs = model.point().outputs();
      report.add(
          "unknown-output",
          Severity.ERROR,
          List.of(rule),
          "Expected the rule '"
              + rule.name()
              + "' to propose one of the outputs "
              + quoted(outputs)
              + ", but it proposes '"
              + undeclared.output()
              + "'.",
          Nearest.to(undeclared.output(), outputs)
              .map(name -> "you meant '" + name + "'")
              .orElse("take one of these, or declare the output"),
          rule.samples().subList(0, 1));
    } else {
      report.add(
          "fails",
          Severity.ERROR,
          List.of(rule),
          "Expected the rule '"
              + rule.name()
              + "' to make its proposals, but it failed: "
              + (failure.getMessage() == null ? failure.toString() : failure.getMessage())
              + ".",
          "correct what it does, and ask for a fact before its value is used",
          rule.samples().subList(0, 1));
    }
  }

  /** The facts that rules ask for and that are in no catalogue. */
  void checkFacts(Vocabulary vocabulary) {
    Map<String, List<ReadRule>> askedBy = new TreeMap<>();
    for (ReadRule rule : model.rules()) {
      Set<String> facts = new LinkedHashSet<>();
      rule.paths().asked().forEach(one -> facts.addAll(Vocabulary.facts(one)));
      rule.samples().stream()
          .limit(1)
          .flatMap(item -> model.probe().reads(rule.rule(), item, Items.AT).stream())
          .forEach(one -> facts.addAll(Vocabulary.facts(one)));
      facts.removeIf(vocabulary::isKnown);
      facts.forEach(fact -> askedBy.computeIfAbsent(fact, one -> new ArrayList<>()).add(rule));
    }
    askedBy.forEach((fact, rules) -> unknownFact(fact, rules, vocabulary));
  }

  private void unknownFact(String fact, List<ReadRule> rules, Vocabulary vocabulary) {
    ReadRule first = rules.get(0);
    int others = rules.size() - 1;
    report.add(
        "unknown-fact",
        Severity.WARNING,
        rules.subList(0, Math.min(rules.size(), 5)),
        "Expected the rule '"
            + first.name()
            + "'"
            + (others == 0 ? "" : " and " + others + (others == 1 ? " other" : " others"))
            + " to ask for facts that are known, but "
            + (others == 0 ? "it asks" : "they ask")
            + " for '"
            + fact
            + "'.",
        vocabulary
            .nearest(fact)
            .map(name -> "you meant '" + name + "'; if not, declare the fact")
            .orElse("correct the name, or declare the fact"),
        first.samples().stream().limit(1).toList());
  }
}
