// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that events say what they wait for, and that it can happen. */
final class EventCheck {
  private static final Set<String> AT_BORDERS =
      Set.of("timer", "error", "escalation", "message", "signal");

  private final Map<String, XmlElement> definitions = new HashMap<>();
  private final Problems problems;

  EventCheck(XmlElement root, Problems problems) {
    this.problems = problems;
    root.children.forEach(child -> definitions.putIfAbsent(child.id(), child));
  }

  void check(FlowGraph graph) {
    graph.scopes().forEach(this::checkLinks);
    for (FlowNode node : graph.nodes()) {
      if (node.is("boundaryEvent")) {
        checkBoundary(node);
      }
      // what is wrong with the starts of the process is said where they are read
      if (!node.isStart() || node.scope.node != null) {
        checkEvent(node);
      }
    }
  }

  private void checkBoundary(FlowNode node) {
    String fault = boundaryFault(node);
    if (!fault.isEmpty()) {
      problems.add(
          "boundary-event",
          node.element,
          "Expected the boundary event '"
              + node.id()
              + "' to be attached to an activity and to wait for one event, but "
              + fault
              + ".");
    }
  }

  private static String boundaryFault(FlowNode node) {
    FlowNode host = node.host;
    if (host == null || host.isEventSubprocess()) {
      return "it is attached to none";
    }
    List<XmlElement> definitions = node.definitions();
    if (definitions.size() != 1) {
      return "it waits for " + definitions.size();
    }
    if (!AT_BORDERS.contains(kind(definitions.get(0)))) {
      return "it has a <" + definitions.get(0).name + ">";
    }
    return node.isNonInterrupting() && node.has("error") ? "an error always interrupts" : "";
  }

  private void checkEvent(FlowNode node) {
    if (node.is("receiveTask")) {
      neverTriggered(node);
    }
    if (node.is("intermediateCatchEvent") && node.definitions().isEmpty()) {
      lacks(node, "an event to wait for");
    }
    for (XmlElement definition : node.definitions()) {
      checkDefinition(node, definition);
    }
  }

  private void checkDefinition(FlowNode node, XmlElement definition) {
    boolean thrown = node.is("intermediateThrowEvent") || node.isEnd();
    switch (kind(definition)) {
      case "timer" -> checkTimer(node, definition);
      case "message" -> {
        if (thrown) {
          problems.add(
              "message-throw",
              node.element,
              "Expected '" + node.id() + "' to throw no message, but it does.");
        } else {
          checkReference(node, definition, "message", "name", true);
          neverTriggered(node);
        }
      }
      case "signal" -> checkReference(node, definition, "signal", "name", true);
      case "error" -> checkReference(node, definition, "error", "errorCode", thrown);
      case "escalation" -> checkReference(node, definition, "escalation", "escalationCode", thrown);
      default -> {
        // links are checked together; others are not on the allow-list, or need nothing
      }
    }
  }

  private void neverTriggered(FlowNode node) {
    problems.add(
        "never-triggered",
        node.element,
        "Expected '"
            + node.id()
            + "' to wait for a step or a timer, but it waits for a message that nobody sends.");
  }

  private void checkReference(
      FlowNode node, XmlElement definition, String kind, String naming, boolean required) {
    String reference = definition.attribute(kind + "Ref", "");
    XmlElement found = definitions.get(reference.substring(reference.indexOf(':') + 1));
    boolean named =
        found != null && found.is("bpmn:" + kind) && !found.attribute(naming, "").isBlank();
    if (!named && (required || !reference.isEmpty())) {
      lacks(node, "a named " + kind);
    }
  }

  private void lacks(FlowNode node, String what) {
    problems.add(
        "event-trigger",
        node.element,
        "Expected the event '" + node.id() + "' to have " + what + ", but it has none.");
  }

  private void checkTimer(FlowNode node, XmlElement timer) {
    List<XmlElement> times =
        timer.children.stream().filter(child -> Timers.NAMES.contains(child.name)).toList();
    if (times.size() != 1 || times.get(0).trimmedText().isEmpty()) {
      lacks(node, "one date, duration or cycle");
    } else if (!Timers.isReadable(times.get(0))) {
      problems.add(
          "invalid-timer",
          node.element,
          "Expected the time of '"
              + node.id()
              + "' to be a date, duration or cycle in ISO 8601, but it is '"
              + times.get(0).trimmedText()
              + "'.");
    }
  }

  private void checkLinks(FlowScope scope) {
    Set<String> thrown = new HashSet<>();
    Set<String> caught = new HashSet<>();
    for (FlowNode node : scope.nodes) {
      if (FlowGraph.isLink(node, "intermediateThrowEvent")) {
        thrown.add(FlowGraph.linkName(node));
      }
    }
    for (FlowNode node : scope.nodes) {
      if (FlowGraph.isLink(node, "intermediateCatchEvent")) {
        String name = FlowGraph.linkName(node);
        if (!thrown.contains(name) || !caught.add(name)) {
          unmatched(node, name);
        }
      }
    }
    for (FlowNode node : scope.nodes) {
      if (FlowGraph.isLink(node, "intermediateThrowEvent") && node.linked == null) {
        unmatched(node, FlowGraph.linkName(node));
      }
    }
  }

  private void unmatched(FlowNode node, String name) {
    problems.add(
        "unmatched-link",
        node.element,
        "Expected the link '" + name + "' of '" + node.id() + "' to have one other end, but not.");
  }

  private static String kind(XmlElement definition) {
    return definition
        .name
        .substring(definition.name.indexOf(':') + 1)
        .replace("EventDefinition", "");
  }
}
