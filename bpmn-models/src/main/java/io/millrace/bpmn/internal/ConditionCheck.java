// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.Step;
import java.util.List;
import java.util.Map;

/** Checks that conditions are in the grammar and compare what steps can end with. */
final class ConditionCheck {
  private final Map<String, Step> steps;
  private final Problems problems;

  ConditionCheck(Map<String, Step> steps, Problems problems) {
    this.steps = steps;
    this.problems = problems;
  }

  /** All conditions, also those at places where the engine would not look. */
  void check(List<XmlElement> elements) {
    elements.stream()
        .filter(element -> element.is("bpmn:conditionExpression"))
        .forEach(this::check);
  }

  private void check(XmlElement condition) {
    XmlElement flow = condition.parent == null ? condition : condition.parent;
    String text = condition.trimmedText();
    if (!Conditions.isValid(text)) {
      problems.add(
          "invalid-condition",
          flow,
          "Expected a condition that compares variables with texts, but found \"" + text + "\".");
      return;
    }
    for (Conditions.Comparison comparison : Conditions.comparisons(text)) {
      if (comparison.variable().endsWith(Step.RESULT_SUFFIX)) {
        checkResult(flow, comparison);
      }
    }
  }

  private void checkResult(XmlElement flow, Conditions.Comparison comparison) {
    String variable = comparison.variable();
    String id = variable.substring(0, variable.length() - Step.RESULT_SUFFIX.length());
    Step step = steps.get(id);
    if (step == null) {
      problems.add(
          "unknown-result-step",
          flow,
          "Expected '"
              + variable
              + "' to be the result of a step, but no step is '"
              + id
              + "'"
              + Nearest.hint(id, steps.keySet())
              + ".");
    } else if (!step.results().contains(comparison.literal())) {
      problems.add(
          "undeclared-result",
          flow,
          "Expected '"
              + comparison.literal()
              + "' to be a result of the step '"
              + id
              + "', but it declares "
              + (step.results().isEmpty() ? "none" : String.join(", ", step.results()))
              + ".");
    }
  }
}
