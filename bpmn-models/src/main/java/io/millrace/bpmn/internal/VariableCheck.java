// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.Step;
import io.millrace.bpmn.internal.FlowNode.Flow;
import io.millrace.model.DecisionPoint;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks that whatever a condition compares has been set on every way to it. */
final class VariableCheck {
  /** Nodes times variables that are followed: a drawn model has a hundredth of it. */
  private static final long MOST = 1_000_000;

  private final Map<String, Step> steps;
  private final Map<String, DecisionPoint> decisions;
  private final Problems problems;
  private final Set<String> compared = new HashSet<>();

  VariableCheck(Map<String, Step> steps, Map<String, DecisionPoint> decisions, Problems problems) {
    this.steps = steps;
    this.decisions = decisions;
    this.problems = problems;
  }

  void check(FlowGraph graph) {
    for (FlowNode node : graph.nodes()) {
      node.out.forEach(flow -> compared.addAll(variables(flow)));
    }
    List<FlowNode> nodes = graph.nodes();
    if (compared.isEmpty()) {
      return;
    }
    if ((long) compared.size() * nodes.size() > MOST) {
      problems.add(
          "too-complex",
          graph.process().element,
          "Expected fewer nodes and variables, but there are "
              + nodes.size()
              + " and "
              + compared.size()
              + ".");
      return;
    }
    Set<String> atStart = outputs(CheckList.get().askedAtIntake());
    Map<FlowNode, Set<String>> sets = new HashMap<>();
    nodes.forEach(node -> sets.put(node, setBy(node)));
    CertainlySet certain =
        new CertainlySet(graph, compared, atStart, node -> sets.getOrDefault(node, Set.of()));
    for (FlowNode node : nodes) {
      Set<String> known = certain.after(node);
      node.out.forEach(flow -> check(flow, known));
    }
  }

  private void check(Flow flow, Set<String> known) {
    Set<String> never = new TreeSet<>();
    Set<String> sometimes = new TreeSet<>();
    for (String variable : variables(flow)) {
      if (!isSetSomewhere(variable)) {
        never.add(variable);
      } else if (!known.contains(variable)) {
        sometimes.add(variable);
      }
    }
    if (!never.isEmpty()) {
      problems.add(
          "unset-variable",
          flow.element(),
          "Expected the flow '"
              + flow.element().id()
              + "' to compare results of steps and outputs of decisions in this model, but nothing"
              + " sets "
              + String.join(", ", never)
              + ".");
    }
    if (!sometimes.isEmpty()) {
      problems.add(
          "possibly-unset-variable",
          flow.element(),
          "Expected the flow '"
              + flow.element().id()
              + "' to compare what is set on every way to it, but one way does not set "
              + String.join(", ", sometimes)
              + ".");
    }
  }

  /** Results of unknown steps are reported with their conditions. */
  private boolean isSetSomewhere(String variable) {
    return variable.endsWith(Step.RESULT_SUFFIX)
        || isOutput(variable, decisions.values().stream().map(DecisionPoint::name).toList())
        || isOutput(variable, CheckList.get().askedAtIntake());
  }

  private Set<String> setBy(FlowNode node) {
    DecisionPoint point = decisions.get(node.id());
    if (point != null) {
      return outputs(List.of(point.name()));
    }
    return steps.containsKey(node.id()) ? Set.of(node.id() + Step.RESULT_SUFFIX) : Set.of();
  }

  private Set<String> outputs(Collection<String> points) {
    return compared.stream()
        .filter(variable -> isOutput(variable, points))
        .collect(Collectors.toSet());
  }

  private static boolean isOutput(String variable, Collection<String> points) {
    return points.stream().anyMatch(point -> variable.startsWith(point.replace('-', '_') + "_"));
  }

  private Set<String> variables(Flow flow) {
    Set<String> found = new TreeSet<>();
    if (flow.isDefault() || !GatewayCheck.asksConditions(flow.source())) {
      return found;
    }
    for (XmlElement condition : flow.element().children("bpmn:conditionExpression")) {
      String text = condition.trimmedText();
      if (Conditions.isValid(text)) {
        Conditions.comparisons(text).forEach(comparison -> found.add(comparison.variable()));
      }
    }
    found.removeIf(variable -> isResultOfUnknownStep(variable));
    return found;
  }

  private boolean isResultOfUnknownStep(String variable) {
    return variable.endsWith(Step.RESULT_SUFFIX)
        && !steps.containsKey(
            variable.substring(0, variable.length() - Step.RESULT_SUFFIX.length()));
  }
}
