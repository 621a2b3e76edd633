package io.millrace.bpmn.internal;

import io.millrace.bpmn.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that gateways always find a way, and compare only what can be. */
final class FlowCheck {
  private final Map<String, Step> steps;
  private final Problems problems;

  FlowCheck(Map<String, Step> steps, Problems problems) {
    this.steps = steps;
    this.problems = problems;
  }

  void check(List<XmlElement> elements) {
    Map<String, List<XmlElement>> outgoing =
        elements.stream()
            .filter(element -> element.is("bpmn:sequenceFlow"))
            .collect(Collectors.groupingBy(flow -> flow.attribute("sourceRef", "")));
    for (XmlElement element : elements) {
      if (element.is("bpmn:exclusiveGateway")) {
        checkDefault(element, outgoing.getOrDefault(element.id(), List.of()));
      } else if (element.is("bpmn:conditionExpression")) {
        checkCondition(element);
      }
    }
  }

  private void checkDefault(XmlElement gateway, List<XmlElement> flows) {
    if (flows.size() < 2) {
      return;
    }
    String chosen = gateway.attribute("default", "");
    Set<String> ids = flows.stream().map(XmlElement::id).collect(Collectors.toSet());
    if (!ids.contains(chosen)) {
      problems.add(
          gateway,
          "Expected the gateway '" + gateway.id() + "' to have a default flow, but it has none.",
          "mark the safest of its flows as the default");
    }
    for (XmlElement flow : flows) {
      if (!flow.id().equals(chosen) && flow.children("bpmn:conditionExpression").isEmpty()) {
        problems.add(
            flow,
            "Expected the flow '" + flow.id() + "' to have a condition, but it has none.",
            Conditions.ADVICE);
      }
    }
  }

  private void checkCondition(XmlElement condition) {
    String text = condition.trimmedText();
    if (!Conditions.isValid(text)) {
      problems.add(
          condition,
          "Expected a condition that compares variables with texts, but found \"" + text + "\".",
          Conditions.ADVICE);
      return;
    }
    for (Conditions.Comparison comparison : Conditions.comparisons(text)) {
      if (comparison.variable().endsWith(Step.RESULT_SUFFIX)) {
        checkResult(condition, comparison);
      }
    }
  }

  private void checkResult(XmlElement condition, Conditions.Comparison comparison) {
    String variable = comparison.variable();
    String id = variable.substring(0, variable.length() - Step.RESULT_SUFFIX.length());
    Step step = steps.get(id);
    if (step == null) {
      problems.add(
          condition,
          "Expected '" + variable + "' to be the result of a step, but no step is '" + id + "'.",
          "compare <step id>_result of a step in this model");
    } else if (!step.results().contains(comparison.literal())) {
      problems.add(
          condition,
          "Expected '"
              + comparison.literal()
              + "' to be a result of the step '"
              + id
              + "', but it declares "
              + (step.results().isEmpty() ? "none" : String.join(", ", step.results()))
              + ".",
          "add it to the property 'results' of the step, or compare with one of these");
    }
  }
}
