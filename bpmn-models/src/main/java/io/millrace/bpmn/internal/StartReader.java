// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import io.millrace.bpmn.Start;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads where the stream can start, and checks that each scope begins as the engine wants it. */
final class StartReader {
  private static final Set<String> TRIGGERS =
      Set.of(
          "bpmn:timerEventDefinition",
          "bpmn:errorEventDefinition",
          "bpmn:escalationEventDefinition",
          "bpmn:messageEventDefinition",
          "bpmn:signalEventDefinition");

  private final Map<String, String> messages = new HashMap<>();
  private final Problems problems;

  StartReader(XmlElement root, Problems problems) {
    this.problems = problems;
    for (XmlElement message : root.children("bpmn:message")) {
      messages.put(message.id(), message.attribute("name", ""));
    }
  }

  /** The starts that can be used. */
  List<Start> read(FlowGraph graph) {
    List<Start> starts = new ArrayList<>();
    for (FlowNode start : graph.process().starts()) {
      readStart(start, starts);
    }
    if (graph.process().starts().isEmpty()) {
      XmlElement process = graph.process().element;
      problems.add(
          "missing-start",
          process,
          "Expected the process '" + process.id() + "' to have a start event, but it has none.");
    }
    graph.scopes().forEach(this::checkInside);
    return starts;
  }

  private void readStart(FlowNode start, List<Start> starts) {
    String name = start.element.attribute("name", "");
    List<XmlElement> definitions = start.definitions();
    if (definitions.isEmpty()) {
      if (starts.stream().anyMatch(earlier -> earlier.message() == null)) {
        problems.add(
            "several-plain-starts",
            start.element,
            "Expected one start without a message, but '" + start.id() + "' is another.");
      }
      starts.add(new Start(start.id(), name, null));
      return;
    }
    XmlElement definition = definitions.get(0);
    String reference = definition.attribute("messageRef", "");
    String message = messages.getOrDefault(reference.substring(reference.indexOf(':') + 1), "");
    if (definition.is("bpmn:messageEventDefinition") && !message.isBlank()) {
      starts.add(new Start(start.id(), name, message));
    } else {
      problems.add(
          "start-trigger",
          start.element,
          "Expected the start '"
              + start.id()
              + "' to be plain or to wait for a named message, but it does not.");
    }
  }

  private void checkInside(FlowScope scope) {
    FlowNode node = scope.node;
    if (node == null) {
      return;
    }
    List<FlowNode> starts = scope.starts();
    if (starts.size() != 1 || !isRight(node, starts.get(0))) {
      problems.add(
          "subprocess-start",
          node.element,
          "Expected the subprocess '"
              + node.id()
              + "' to have one start "
              + (node.isEventSubprocess() ? "with an event" : "without an event")
              + ", but it does not.");
    }
  }

  private static boolean isRight(FlowNode subprocess, FlowNode start) {
    List<XmlElement> definitions = start.definitions();
    return subprocess.isEventSubprocess()
        ? definitions.size() == 1 && TRIGGERS.contains(definitions.get(0).name)
        : definitions.isEmpty();
  }
}
