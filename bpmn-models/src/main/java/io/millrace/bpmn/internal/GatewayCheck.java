// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.internal.FlowNode.Flow;
import java.util.Set;

/** Checks that the flow leaves every node in a way that the engine takes and a reader sees. */
final class GatewayCheck {
  private static final Set<String> WAITABLE = Set.of("timer", "message", "signal");

  private final Problems problems;

  GatewayCheck(Problems problems) {
    this.problems = problems;
  }

  void check(FlowGraph graph) {
    graph.nodes().forEach(this::check);
  }

  private void check(FlowNode node) {
    if (node.isGateway()) {
      checkGateway(node);
    } else if (node.out.size() > 1) {
      problems.add(
          "implicit-split",
          node.element,
          "Expected one flow out of '" + node.id() + "', but there are " + node.out.size() + ".");
    }
    checkDefault(node);
    node.out.forEach(this::checkCondition);
  }

  private void checkGateway(FlowNode gateway) {
    if (gateway.out.isEmpty()) {
      problems.add(
          "gateway-without-exit",
          gateway.element,
          "Expected the gateway '" + gateway.id() + "' to lead on, but no flow leaves it.");
    }
    if (gateway.is("eventBasedGateway")
        && !gateway.out.stream().allMatch(flow -> isWait(flow.target()))) {
      problems.add(
          "event-gateway-exit",
          gateway.element,
          "Expected every flow of the event-based gateway '"
              + gateway.id()
              + "' to lead to a catch event of its own, but one does not.");
    }
  }

  private static boolean isWait(FlowNode node) {
    return node.is("intermediateCatchEvent")
        && node.in.size() == 1
        && WAITABLE.stream().anyMatch(node::has);
  }

  /** The engine fails where no condition holds and nothing is the default. */
  private void checkDefault(FlowNode node) {
    if (node.out.isEmpty() || node.out.stream().anyMatch(Flow::isDefault)) {
      return;
    }
    boolean mayFindNone =
        node.is("exclusiveGateway")
            ? node.out.size() > 1
            : asksConditions(node) && node.out.stream().allMatch(Flow::isConditional);
    if (mayFindNone) {
      problems.add(
          "missing-default",
          node.element,
          "Expected "
              + (node.isGateway() ? "the gateway " : "")
              + "'"
              + node.id()
              + "' to have a default flow, but it has none.");
    }
  }

  static boolean asksConditions(FlowNode node) {
    return !node.is("parallelGateway") && !node.is("eventBasedGateway");
  }

  private void checkCondition(Flow flow) {
    FlowNode source = flow.source();
    boolean exclusive = source.is("exclusiveGateway");
    boolean only = exclusive && source.out.size() == 1;
    if (!flow.isConditional()) {
      if (exclusive && !only && !flow.isDefault()) {
        say("missing-condition", flow, "have a condition, but it has none.");
      }
    } else if (!asksConditions(source)) {
      say(
          "condition-ignored",
          flow,
          "have no condition after <" + source.element.name + ">, but it has one.");
    } else if (only || flow.isDefault()) {
      String role = only ? "the only one" : "the default";
      say("condition-on-default", flow, "have no condition as " + role + ", but it has one.");
    }
  }

  private void say(String check, Flow flow, String expected) {
    problems.add(
        check, flow.element(), "Expected the flow '" + flow.element().id() + "' to " + expected);
  }
}
