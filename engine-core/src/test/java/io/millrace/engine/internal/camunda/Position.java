// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.camunda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A place in a model that takes a value: an attribute of an element, or its text.
 *
 * @param path the elements from the child of the definitions down to the one, with prefixes
 * @param attribute the name of the attribute, with its prefix; empty for the text
 */
record Position(List<String> path, String attribute) {
  private static final String NAMESPACES =
      """
      xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"\
       xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"\
       xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"\
       xmlns:di="http://www.omg.org/spec/DD/20100524/DI"\
       xmlns:camunda="http://camunda.org/schema/1.0/bpmn"\
       xmlns:other="http://camunda.org/schema/1.0/bpmn"\
       xmlns:activiti="http://activiti.org/bpmn"\
       xmlns:vendor="urn:vendor"\
       xmlns:xi="http://www.w3.org/2001/XInclude"\
       xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
      """;

  /** What an element needs to be taken for what it is. */
  private static final Map<String, String> NEEDED =
      Map.ofEntries(
          Map.entry("bpmn:process", "isExecutable=\"false\""),
          Map.entry("bpmn:boundaryEvent", "attachedToRef=\"host\""),
          Map.entry("bpmn:messageEventDefinition", "messageRef=\"m\""),
          Map.entry("bpmn:signalEventDefinition", "signalRef=\"s\""),
          Map.entry("bpmn:errorEventDefinition", "errorRef=\"e\""),
          Map.entry("bpmn:escalationEventDefinition", "escalationRef=\"c\""),
          Map.entry("bpmn:sequenceFlow", "sourceRef=\"host\" targetRef=\"end\""),
          Map.entry("camunda:executionListener", "event=\"start\""),
          Map.entry("camunda:taskListener", "event=\"create\""),
          Map.entry("camunda:script", "scriptFormat=\"juel\""),
          Map.entry("bpmn:scriptTask", "scriptFormat=\"juel\""),
          Map.entry("camunda:field", "name=\"f\""),
          Map.entry("camunda:inputParameter", "name=\"i\""),
          Map.entry("camunda:outputParameter", "name=\"o\""),
          Map.entry("camunda:properties", ""),
          Map.entry("camunda:property", "name=\"p\" value=\"v\""));

  private static final List<String> NODES =
      List.of(
          "Task", "Event", "Gateway", "callActivity", "subProcess", "SubProcess", "transaction");

  String element() {
    return path.get(path.size() - 1);
  }

  boolean isAttribute() {
    return !attribute.isEmpty();
  }

  /** One model with every position on a line of its own: those of the definitions first. */
  static String packed(List<Position> positions, Payload payload) {
    StringBuilder model = new StringBuilder(head());
    for (int i = 0; i < positions.size(); i++) {
      if (!positions.get(i).isInProcess()) {
        model.append(positions.get(i).render("p" + i, payload, 0)).append('\n');
      }
    }
    model.append("<bpmn:process id=\"hostile\" isExecutable=\"true\">\n");
    for (int i = 0; i < positions.size(); i++) {
      if (positions.get(i).isInProcess()) {
        model.append(positions.get(i).render("p" + i, payload, 1)).append('\n');
      }
    }
    return model + "</bpmn:process></bpmn:definitions>";
  }

  /** The lines of the positions of {@link #packed}. */
  static int[] lines(List<Position> positions) {
    int[] lines = new int[positions.size()];
    int next = 2;
    for (int i = 0; i < lines.length; i++) {
      lines[i] = positions.get(i).isInProcess() ? 0 : next++;
    }
    for (int i = 0; i < lines.length; i++) {
      lines[i] = lines[i] == 0 ? ++next : lines[i];
    }
    return lines;
  }

  /** Whether it stands inside a process, and not at one. */
  private boolean isInProcess() {
    return path.size() > 1 && path.get(0).equals("bpmn:process");
  }

  /** A model of its own in which the flow comes along the position. */
  String alone(Payload payload) {
    boolean inProcess = path.get(0).equals("bpmn:process");
    List<String> lines = new ArrayList<>();
    String top = inProcess && path.size() > 1 ? path.get(1) : "";
    boolean onTheWay =
        NODES.stream().anyMatch(top::endsWith)
            && !top.equals("bpmn:boundaryEvent")
            && !top.equals("bpmn:startEvent")
            && !top.equals("bpmn:endEvent");
    lines.add(head());
    lines.add("<bpmn:message id=\"m\" name=\"m\" /><bpmn:signal id=\"s\" name=\"s\" />");
    lines.add("<bpmn:error id=\"e\" errorCode=\"e\" />");
    lines.add("<bpmn:escalation id=\"c\" escalationCode=\"c\" />");
    if (!inProcess) {
      lines.add(render("p0", payload, 0));
    }
    boolean ofProcess = inProcess && path.size() == 1;
    lines.add(
        "<bpmn:process id=\"hostile\" isExecutable=\"true\" camunda:historyTimeToLive=\"P1D\""
            + (ofProcess && isAttribute() ? " " + value(payload) : "")
            + ">");
    lines.add("<bpmn:startEvent id=\"begin\" />");
    lines.add(flow("begin", onTheWay ? "p0-0" : "host"));
    if (inProcess && path.size() > 1) {
      lines.add(render("p0", payload, 1));
    }
    if (onTheWay) {
      lines.add(flow("p0-0", "host"));
    }
    lines.add("<bpmn:userTask id=\"host\" />");
    lines.add(flow("host", "end"));
    lines.add("<bpmn:endEvent id=\"end\" />");
    lines.add("</bpmn:process></bpmn:definitions>");
    return String.join("\n", lines);
  }

  private static String flow(String from, String to) {
    return "<bpmn:sequenceFlow id=\""
        + from
        + "-"
        + to
        + "\" sourceRef=\""
        + from
        + "\" targetRef=\""
        + to
        + "\" />";
  }

  private static String head() {
    return "<bpmn:definitions id=\"definitions\" "
        + NAMESPACES
        + " targetNamespace=\"urn:hostile\">\n";
  }

  private String value(Payload payload) {
    return attribute + "=\"" + payload.at(true) + "\"";
  }

  /** The path from a depth on, on one line. */
  private String render(String id, Payload payload, int from) {
    StringBuilder opened = new StringBuilder();
    StringBuilder closed = new StringBuilder();
    for (int i = from; i < path.size(); i++) {
      String name = path.get(i);
      boolean last = i == path.size() - 1;
      opened.append('<').append(name);
      if (hasId(name) && !(last && attribute.equals("id"))) {
        opened.append(" id=\"").append(id).append('-').append(i - from).append('"');
      }
      for (String needed : NEEDED.getOrDefault(name, "").split(" ")) {
        if (!needed.isEmpty() && !(last && needed.startsWith(attribute + "="))) {
          opened.append(' ').append(needed);
        }
      }
      if (last && isAttribute()) {
        opened.append(' ').append(value(payload));
      }
      opened.append('>');
      if (last && !isAttribute()) {
        opened.append(payload.at(false));
      }
      closed.insert(0, "</" + name + ">");
    }
    return opened.append(closed).toString().replace("\n", "&#10;");
  }

  /** The schema lets these have none. */
  private static boolean hasId(String name) {
    return !name.endsWith("Ref")
        && !name.endsWith("Refs")
        && !Set.of(
                "bpmn:extensionElements",
                "bpmn:script",
                "bpmn:incoming",
                "bpmn:outgoing",
                "bpmn:text")
            .contains(name);
  }

  @Override
  public String toString() {
    return String.join("/", path) + (isAttribute() ? "@" + attribute : "/text()");
  }
}
