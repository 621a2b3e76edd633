// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The flow that a process draws: its scopes, their nodes and what joins them. */
final class FlowGraph {
  private static final Set<String> NODES =
      Set.of(
          ("bpmn:startEvent bpmn:endEvent bpmn:intermediateThrowEvent bpmn:intermediateCatchEvent"
                  + " bpmn:boundaryEvent bpmn:task bpmn:manualTask bpmn:userTask bpmn:serviceTask"
                  + " bpmn:businessRuleTask bpmn:receiveTask bpmn:callActivity bpmn:subProcess"
                  + " bpmn:exclusiveGateway bpmn:parallelGateway bpmn:inclusiveGateway"
                  + " bpmn:eventBasedGateway bpmn:sendTask bpmn:scriptTask bpmn:complexGateway"
                  + " bpmn:transaction bpmn:adHocSubProcess")
              .split(" "));

  private final Problems problems;
  private final List<FlowScope> scopes = new ArrayList<>();

  private FlowGraph(Problems problems) {
    this.problems = problems;
  }

  /** Whether an element is a node of a flow. */
  static boolean isNode(XmlElement element) {
    return NODES.contains(element.name);
  }

  /** Reads the flow, and says which flows join nothing. */
  static FlowGraph of(XmlElement process, Problems problems) {
    FlowGraph graph = new FlowGraph(problems);
    graph.add(new FlowScope(process, null));
    return graph;
  }

  /** The process, and then the insides of its subprocesses: outer ones before inner ones. */
  List<FlowScope> scopes() {
    return scopes;
  }

  FlowScope process() {
    return scopes.get(0);
  }

  List<FlowNode> nodes() {
    return scopes.stream().flatMap(scope -> scope.nodes.stream()).toList();
  }

  private void add(FlowScope scope) {
    scopes.add(scope);
    Map<String, FlowNode> byId = new HashMap<>();
    for (XmlElement child : scope.element.children) {
      if (isNode(child)) {
        FlowNode node = new FlowNode(child, scope);
        scope.nodes.add(node);
        byId.putIfAbsent(node.id(), node);
      }
    }
    byId.remove("");
    scope.element.children("bpmn:sequenceFlow").forEach(flow -> connect(flow, byId));
    scope.nodes.forEach(node -> attach(node, byId));
    link(scope);
    for (FlowNode node : scope.nodes) {
      if (node.is("subProcess")) {
        FlowScope inner = new FlowScope(node.element, node);
        node.inner = inner;
        add(inner);
      }
    }
  }

  private void connect(XmlElement element, Map<String, FlowNode> byId) {
    FlowNode source = byId.get(element.attribute("sourceRef", ""));
    FlowNode target = byId.get(element.attribute("targetRef", ""));
    if (source == null || target == null) {
      problems.add(
          "dangling-flow",
          element,
          "Expected the flow '"
              + element.id()
              + "' to join two nodes beside it, but its "
              + (source == null ? "source" : "target")
              + " is not there.");
    } else if (source.isEnd()
        || target.isStart()
        || target.is("boundaryEvent")
        || source.isEventSubprocess()
        || target.isEventSubprocess()) {
      problems.add(
          "misdirected-flow",
          element,
          "Expected the flow '"
              + element.id()
              + "' to lead from a node that goes on to one that can be entered, but it leads from <"
              + source.element.name
              + "> to <"
              + target.element.name
              + ">.");
    } else {
      FlowNode.Flow flow = new FlowNode.Flow(element, source, target);
      source.out.add(flow);
      target.in.add(flow);
    }
  }

  private static void attach(FlowNode node, Map<String, FlowNode> byId) {
    FlowNode host = byId.get(node.element.attribute("attachedToRef", ""));
    if (node.is("boundaryEvent") && host != null && host.isActivity()) {
      node.host = host;
      host.boundaries.add(node);
    }
  }

  private static void link(FlowScope scope) {
    Map<String, FlowNode> catching = new HashMap<>();
    for (FlowNode node : scope.nodes) {
      if (isLink(node, "intermediateCatchEvent")) {
        catching.putIfAbsent(linkName(node), node);
      }
    }
    for (FlowNode node : scope.nodes) {
      if (isLink(node, "intermediateThrowEvent")) {
        FlowNode caught = catching.get(linkName(node));
        if (caught != null) {
          node.linked = caught;
          caught.linkedFrom.add(node);
        }
      }
    }
  }

  static boolean isLink(FlowNode node, String type) {
    return node.is(type) && node.has("link");
  }

  static String linkName(FlowNode node) {
    return node.element.children("bpmn:linkEventDefinition").get(0).attribute("name", "").trim();
  }
}
