// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.Duties;
import io.millrace.bpmn.Raci;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.StepKind;
import io.millrace.bpmn.StreamDescription;
import io.millrace.model.DecisionPoint;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Checks that the steps say what descriptions, boards and people need to know. */
final class StepCheck {
  private final Map<String, XmlElement> elements;
  private final Problems problems;

  /**
   * @param elements the elements of the steps, by their ids
   */
  StepCheck(Map<String, XmlElement> elements, Problems problems) {
    this.elements = elements;
    this.problems = problems;
  }

  void checkProcess(XmlElement process, StreamDescription description) {
    checkTarget(process, new Properties(process, problems));
    checkAccountable(process, description.raci());
  }

  void checkSteps(XmlElement process, Collection<Step> steps) {
    Set<String> names = new HashSet<>();
    for (Step step : steps) {
      XmlElement element = elements.get(step.id());
      if (element != null) {
        checkName(element, step, names);
        checkTarget(element, new Properties(element, problems));
        checkAccountable(element, step.raci());
        checkDescribed(element, step);
      }
    }
    checkNumbers(process, steps);
  }

  void checkDuties(Collection<Step> steps, Collection<DecisionPoint> decisions) {
    for (Step step : steps) {
      XmlElement element = elements.get(step.id());
      if (element != null) {
        checkSeparation(element, step);
        DecisionPoint approves = step.duties().approves();
        if (approves != null) {
          checkApproval(element, step, approves, decisions);
        }
      }
    }
  }

  /**
   * One result that no condition compares is where the default flow goes; so are the outcomes of
   * calls, which are whatever the called stream comes to.
   */
  void checkResults(Collection<Step> steps, List<XmlElement> inProcess) {
    Set<String> compared = new HashSet<>();
    for (XmlElement element : inProcess) {
      if (element.is("bpmn:conditionExpression") && Conditions.isValid(element.trimmedText())) {
        Conditions.comparisons(element.trimmedText())
            .forEach(
                comparison -> compared.add(comparison.variable() + "=" + comparison.literal()));
      }
    }
    for (Step step : steps) {
      Set<String> unused = new TreeSet<>(step.results());
      unused.removeIf(result -> compared.contains(step.resultVariable() + "=" + result));
      XmlElement element = elements.get(step.id());
      if (element != null
          && step.kind() != StepKind.CALL
          && unused.size() > byDefault(step, unused)) {
        say(
            "unused-result",
            element,
            "have results that conditions compare, but none compares "
                + String.join(", ", unused)
                + ".");
      }
    }
  }

  private static int byDefault(Step step, Set<String> unused) {
    return unused.size() < new HashSet<>(step.results()).size() ? 1 : 0;
  }

  private void checkName(XmlElement element, Step step, Set<String> names) {
    if (step.name().isBlank()) {
      say("missing-step-name", element, "have a name, but it has none.");
    } else if (!names.add(step.name().trim())) {
      say(
          "duplicate-step-name",
          element,
          "have a name of its own, but another step is named '" + step.name().trim() + "' too.");
    }
  }

  private void checkTarget(XmlElement element, Properties properties) {
    if (properties.text("targetLeadTime").isEmpty()) {
      say("missing-target-lead-time", element, "have a target lead time, but it has none.");
    }
  }

  private void checkAccountable(XmlElement element, Raci raci) {
    if (raci.accountable().isEmpty()) {
      say("missing-accountable", element, "have somebody accountable, but nobody is.");
    } else if (raci.accountable().size() > 1) {
      say(
          "several-accountable",
          element,
          "have one accountable role, but there are "
              + String.join(", ", raci.accountable())
              + ".");
    }
  }

  private void checkDescribed(XmlElement element, Step step) {
    if (step.inputs().isEmpty()) {
      say("missing-inputs", element, "have inputs, but it has none.");
    }
    if (step.outputs().isEmpty()) {
      say("missing-outputs", element, "have outputs, but it has none.");
    }
    if (step.desiredOutcomes().isEmpty()) {
      say("missing-outcomes", element, "have desired outcomes, but it has none.");
    }
    if (step.board() != null && step.lane() == null) {
      say("board-without-lane", element, "have a lane of its board, but it has none.");
    }
  }

  private void checkNumbers(XmlElement process, Collection<Step> steps) {
    Set<Integer> numbers = new TreeSet<>();
    steps.stream().map(Step::number).filter(number -> number > 0).forEach(numbers::add);
    int expected = 1;
    for (int number : numbers) {
      if (number != expected) {
        say(
            "step-number-gap",
            process,
            "number its steps without a gap, but there is no step " + expected + ".");
        return;
      }
      expected++;
    }
  }

  private void checkSeparation(XmlElement element, Step step) {
    Set<String> unknown = new TreeSet<>(step.duties().separateFrom());
    unknown.remove(Duties.REQUESTER);
    unknown.removeAll(elements.keySet());
    if (!unknown.isEmpty()) {
      String first = unknown.iterator().next();
      say(
          "invalid-separate-from",
          element,
          "be separate from steps of this model, but there is no "
              + String.join(", ", unknown)
              + Nearest.hint(first, elements.keySet())
              + ".");
    }
  }

  private void checkApproval(
      XmlElement element, Step step, DecisionPoint approves, Collection<DecisionPoint> decisions) {
    if (!decisions.contains(approves)) {
      say(
          "approves-undecided",
          element,
          "approve a decision that the stream asks, but it never asks '" + approves.name() + "'.");
    }
    if (!step.results().contains(Duties.APPROVED)) {
      say(
          "approves-without-result",
          element,
          "have the result '" + Duties.APPROVED + "', but it has not.");
    }
  }

  private void say(String check, XmlElement element, String expected) {
    problems.add(check, element, "Expected '" + element.id() + "' to " + expected);
  }
}
