// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes a small value stream, node after node: each follows the one before unless {@link #from}
 * says otherwise. Properties are written {@code name=value}.
 */
final class TestModel {
  private final String key;
  private final StringBuilder nodes = new StringBuilder();
  private final Set<String> messages = new LinkedHashSet<>();
  private @Nullable String last;
  private @Nullable String condition;
  private boolean isDefault;
  private int flows;

  private TestModel(String key) {
    this.key = key;
  }

  static TestModel of(String key) {
    return new TestModel(key);
  }

  TestModel start() {
    last = null;
    return node("startEvent", "asked", "", "");
  }

  /** A start at a message such as {@code called}. */
  TestModel start(String message) {
    last = null;
    messages.add(message);
    return node(
        "startEvent", message, "", "<messageEventDefinition messageRef=\"m-" + message + "\" />");
  }

  TestModel step(String id, String... properties) {
    return node("userTask", id, "", step(properties));
  }

  TestModel handler(String id, String topic, String... properties) {
    String external = "c:type=\"external\" c:topic=\"" + topic + "\"";
    return node("serviceTask", id, external, step(properties));
  }

  TestModel call(String id, String stream, String... properties) {
    return node("callActivity", id, "calledElement=\"" + stream + "\"", step(properties));
  }

  TestModel decision(String id, String point) {
    return node(
        "businessRuleTask",
        id,
        "c:delegateExpression=\"${millrace.decide}\"",
        properties("", "decisionPoint=" + point));
  }

  TestModel event(String id, String... properties) {
    return node("intermediateThrowEvent", id, "", properties("", properties));
  }

  TestModel wait(String id, String duration) {
    return node("intermediateCatchEvent", id, "", timer(duration));
  }

  TestModel fork(String id) {
    return node("parallelGateway", id, "", "");
  }

  TestModel choice(String id) {
    return node("exclusiveGateway", id, "default=\"default-" + id + "\"", "");
  }

  TestModel end(String id, String... properties) {
    return node("endEvent", id, "", properties("", properties));
  }

  /** A timer at the border of a step. */
  TestModel timer(String id, String step, String duration, boolean interrupts, String reminder) {
    last = null;
    return node(
        "boundaryEvent",
        id,
        "attachedToRef=\"" + step + "\" cancelActivity=\"" + interrupts + "\"",
        properties("", "reminder=" + reminder) + timer(duration));
  }

  /** The next node follows this one. */
  TestModel from(String id) {
    last = id;
    return this;
  }

  /** The next flow is taken if this holds. */
  TestModel when(String expression) {
    condition = expression;
    return this;
  }

  /** The next flow is taken if no other is. */
  TestModel otherwise() {
    isDefault = true;
    return this;
  }

  /** Flows into a node that is there already. */
  TestModel to(String id) {
    flow(id);
    return this;
  }

  ValueStream build() {
    StringBuilder text = new StringBuilder();
    text.append("<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\"")
        .append(" xmlns:c=\"http://camunda.org/schema/1.0/bpmn\"")
        .append(" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"")
        .append(" targetNamespace=\"urn:test\">");
    for (String message : messages) {
      text.append("<message id=\"m-" + message + "\" name=\"" + key + "." + message + "\" />");
    }
    text.append("<process id=\"" + key + "\" name=\"" + key + "\" isExecutable=\"true\">")
        .append(nodes)
        .append("</process></definitions>");
    return ValueStreams.read(key + ".bpmn", text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private TestModel node(String element, String id, String attributes, String content) {
    if (last != null) {
      flow(id);
    }
    nodes.append("<" + element + " id=\"" + id + "\" name=\"" + id + "\" " + attributes + ">");
    nodes.append(content).append("</" + element + ">");
    last = id;
    return this;
  }

  private void flow(String target) {
    String id = isDefault ? "default-" + last : "f" + ++flows;
    nodes.append("<sequenceFlow id=\"" + id + "\" sourceRef=\"" + last + "\"");
    nodes.append(" targetRef=\"" + target + "\">");
    if (condition != null) {
      nodes
          .append("<conditionExpression xsi:type=\"tFormalExpression\">")
          .append(condition.replace("&", "&amp;"))
          .append("</conditionExpression>");
    }
    nodes.append("</sequenceFlow>");
    condition = null;
    isDefault = false;
  }

  private static String timer(String duration) {
    return "<timerEventDefinition><timeDuration>"
        + duration
        + "</timeDuration></timerEventDefinition>";
  }

  private static String step(String... properties) {
    boolean isNumbered = String.join(" ", properties).contains("stepNumber=");
    String numbered = isNumbered ? "" : property("stepNumber=1");
    return properties(numbered + property("activity=deliver and support"), properties);
  }

  private static String properties(String first, String... properties) {
    StringBuilder all = new StringBuilder(first);
    for (String property : properties) {
      all.append(property(property));
    }
    return all.isEmpty()
        ? ""
        : "<extensionElements><c:properties>" + all + "</c:properties></extensionElements>";
  }

  private static String property(String property) {
    int equals = property.indexOf('=');
    return "<c:property name=\""
        + property.substring(0, equals)
        + "\" value=\""
        + property.substring(equals + 1)
        + "\" />";
  }
}
