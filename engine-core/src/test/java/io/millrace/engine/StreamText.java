// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the BPMN of small value streams: nodes by id, then the flows between them. */
final class StreamText {
  private final String key;
  private final Map<String, String> nodes = new LinkedHashMap<>();
  private final List<String> flows = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();
  private int numbers;

  private StreamText(String key) {
    this.key = key;
  }

  static StreamText of(String key) {
    return new StreamText(key);
  }

  /** A stream of human steps, one after the other. */
  static StreamText chain(String key, String... steps) {
    StreamText text = of(key).node("<startEvent id='asked'/>");
    String before = "asked";
    for (String step : steps) {
      text.human(step).to(before, step);
      before = step;
    }
    return text.node("<endEvent id='done'/>").to(before, "done");
  }

  /** A node as XML; its id comes first. */
  StreamText node(String xml) {
    nodes.put(xml.replaceAll("(?s)^<\\w+ id='(\\w+)'.*", "$1"), xml);
    return this;
  }

  StreamText human(String id) {
    return human(id, "");
  }

  StreamText human(String id, String results) {
    return node("<userTask id='" + id + "' name='Do " + id + "'>" + step(results) + "</userTask>");
  }

  StreamText automated(String id, String topic, String results) {
    return node(
        "<serviceTask id='%s' c:type='external' c:topic='%s'>%s</serviceTask>"
            .formatted(id, topic, step(results)));
  }

  /** A start that waits for a message of this whole name, and leads to a node. */
  StreamText messageStart(String id, String message, String to) {
    messages.add("<message id='m_" + id + "' name='" + message + "'/>");
    return node("<startEvent id='"
            + id
            + "'><messageEventDefinition messageRef='m_"
            + id
            + "'/></startEvent>")
        .to(id, to);
  }

  /** A timer on a step; it interrupts the step, or not. */
  StreamText timerOn(String step, String id, String duration, boolean interrupts) {
    return node(
        "<boundaryEvent id='%s' attachedToRef='%s' cancelActivity='%s'>%s</boundaryEvent>"
            .formatted(id, step, interrupts, timer(duration)));
  }

  static String timer(String duration) {
    return "<timerEventDefinition><timeDuration>"
        + duration
        + "</timeDuration></timerEventDefinition>";
  }

  /** The metadata of the next step. */
  String step(String results) {
    numbers++;
    return "<extensionElements><c:properties><c:property name='stepNumber' value='"
        + numbers
        + "'/><c:property name='activity' value='deliver and support'/>"
        + (results.isEmpty() ? "" : "<c:property name='results' value='" + results + "'/>")
        + "</c:properties></extensionElements>";
  }

  StreamText to(String from, String to) {
    return flow(from, to, "");
  }

  /** A flow that is taken if a variable has a value. */
  StreamText when(String from, String to, String variable, String value) {
    return flow(
        from,
        to,
        "<conditionExpression>${%s == '%s'}</conditionExpression>".formatted(variable, value));
  }

  private StreamText flow(String from, String to, String inner) {
    flows.add(
        "<sequenceFlow id='%s_%s' sourceRef='%s' targetRef='%s'>%s</sequenceFlow>"
            .formatted(from, to, from, to, inner));
    return this;
  }

  /** Puts a node between two others that a flow joins. */
  StreamText between(String from, String id, String to) {
    flows.removeIf(flow -> flow.contains("id='" + from + "_" + to + "'"));
    return to(from, id).to(id, to);
  }

  /** Takes a node out, and joins the ones around it. */
  StreamText without(String from, String id, String to) {
    nodes.remove(id);
    flows.removeIf(flow -> flow.contains("='" + id + "'"));
    return to(from, to);
  }

  /** Goes on with the step numbers of another text. */
  StreamText numberedAfter(StreamText other) {
    numbers = other.numbers;
    return this;
  }

  /** The nodes and flows alone, to be put into a subprocess. */
  String inner() {
    return String.join("\n", nodes.values()) + "\n" + String.join("\n", flows);
  }

  String xml() {
    return "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
        + " xmlns:c='http://camunda.org/schema/1.0/bpmn' targetNamespace='urn:test'>\n"
        + String.join("\n", messages)
        + "<process id='"
        + key
        + "' isExecutable='true'>\n"
        + String.join("\n", nodes.values())
        + "\n"
        + String.join("\n", flows)
        + "\n</process></definitions>";
  }

  StreamModel model() {
    return model(key + ".bpmn");
  }

  StreamModel model(String fileName) {
    return new StreamModel(fileName, xml().getBytes(StandardCharsets.UTF_8));
  }

  ValueStream stream() {
    return ValueStreams.read(key + ".bpmn", model().bytes());
  }
}
