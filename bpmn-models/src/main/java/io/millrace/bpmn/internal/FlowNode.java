// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node of a drawn flow: a task, gateway, event, call or subprocess. */
final class FlowNode {
  private static final Set<String> GATEWAYS =
      Set.of("exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway");
  private static final Set<String> ACTIVITIES =
      Set.of(
          "task",
          "manualTask",
          "userTask",
          "serviceTask",
          "businessRuleTask",
          "receiveTask",
          "callActivity",
          "subProcess");

  final XmlElement element;
  final String type;
  final FlowScope scope;

  /** The place among the nodes of the scope, in the order of the file. */
  final int index;

  final List<Flow> in = new ArrayList<>(2);
  final List<Flow> out = new ArrayList<>(2);

  /** The boundary events at this activity. */
  final List<FlowNode> boundaries = new ArrayList<>(0);

  /** The activity that this boundary event is attached to. */
  @Nullable FlowNode host;

  /** Where a thrown link goes on. */
  @Nullable FlowNode linked;

  /** The thrown links that go on at this one. */
  final List<FlowNode> linkedFrom = new ArrayList<>(0);

  /** What is inside a subprocess. */
  @Nullable FlowScope inner;

  /** A sequence flow that joins two nodes of one scope. */
  record Flow(XmlElement element, FlowNode source, FlowNode target) {
    boolean isConditional() {
      return !element.children("bpmn:conditionExpression").isEmpty();
    }

    boolean isDefault() {
      return element.id().equals(source.element.attribute("default"));
    }
  }

  FlowNode(XmlElement element, FlowScope scope) {
    this.element = element;
    this.type = element.name.substring("bpmn:".length());
    this.scope = scope;
    this.index = scope.nodes.size();
  }

  String id() {
    return element.id();
  }

  boolean is(String wanted) {
    return type.equals(wanted);
  }

  boolean isGateway() {
    return GATEWAYS.contains(type);
  }

  boolean isActivity() {
    return ACTIVITIES.contains(type);
  }

  boolean isStart() {
    return is("startEvent");
  }

  boolean isEnd() {
    return is("endEvent");
  }

  /** Whether it waits for several flows. */
  boolean isJoin() {
    return (is("parallelGateway") || is("inclusiveGateway")) && in.size() > 1;
  }

  boolean isEventSubprocess() {
    return is("subProcess") && "true".equals(element.attribute("triggeredByEvent"));
  }

  /** Whether this event leaves running what it happens beside. */
  boolean isNonInterrupting() {
    return is("boundaryEvent") && "false".equals(element.attribute("cancelActivity"));
  }

  /** The events that it waits for or throws, such as {@code timer}. */
  List<XmlElement> definitions() {
    return element.children.stream()
        .filter(child -> child.name.endsWith("EventDefinition"))
        .toList();
  }

  boolean has(String definition) {
    return !element.children("bpmn:" + definition + "EventDefinition").isEmpty();
  }

  /** Where the flow may go on from here, in the order of the file; boundary events come last. */
  List<FlowNode> next() {
    List<FlowNode> next = new ArrayList<>(out.size() + boundaries.size() + 1);
    out.forEach(flow -> next.add(flow.target()));
    if (linked != null) {
      next.add(linked);
    }
    next.addAll(boundaries);
    return next;
  }

  /** Where the flow itself may go on: without what only happens beside it. */
  List<FlowNode> nextOfMain() {
    return next().stream().filter(node -> !node.isNonInterrupting()).toList();
  }
}
