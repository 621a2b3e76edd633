// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import java.nio.charset.StandardCharsets;

/** A small value stream of a host, to be spoilt by tests. */
final class Models {
  /** A plain start, a human step with two results, an automated step, a decision, a milestone. */
  static final String HIRE =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:c="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:axle">
        <message id="m" name="call" />
        <process id="hire" name="Hire a bike" isExecutable="true">
          <startEvent id="asked" />
          <startEvent id="called"><messageEventDefinition id="md" messageRef="m" /></startEvent>
          <sequenceFlow id="f1" sourceRef="asked" targetRef="agree" />
          <sequenceFlow id="f2" sourceRef="called" targetRef="agree" />
          <userTask id="agree" name="Agree on the bike">
            <extensionElements>
              <c:properties>
                <c:property name="stepNumber" value="1" />
                <c:property name="activity" value="engage" />
                <c:property name="practices" value="DSK: listen; Configuration management" />
                <c:property name="results" value="yes, no" />
                <c:property name="targetLeadTime" value="PT5M" />
              </c:properties>
            </extensionElements>
          </userTask>
          <sequenceFlow id="f3" sourceRef="agree" targetRef="agreed" />
          <exclusiveGateway id="agreed" default="f5" />
          <sequenceFlow id="f4" sourceRef="agreed" targetRef="rank">
            <conditionExpression>${agree_result == 'yes'}</conditionExpression>
          </sequenceFlow>
          <sequenceFlow id="f5" sourceRef="agreed" targetRef="done" />
          <businessRuleTask id="rank" c:delegateExpression="${millrace.decide}">
            <extensionElements>
              <c:properties>
                <c:property name="decisionPoint" value="class-of-service" />
              </c:properties>
            </extensionElements>
          </businessRuleTask>
          <sequenceFlow id="f6" sourceRef="rank" targetRef="book" />
          <serviceTask id="book" c:type="external" c:topic="booking">
            <extensionElements>
              <c:properties>
                <c:property name="stepNumber" value="2" />
                <c:property name="activity" value="deliver and support" />
              </c:properties>
            </extensionElements>
          </serviceTask>
          <sequenceFlow id="f7" sourceRef="book" targetRef="booked" />
          <intermediateThrowEvent id="booked">
            <extensionElements>
              <c:properties>
                <c:property name="milestone" value="closed" />
              </c:properties>
            </extensionElements>
          </intermediateThrowEvent>
          <sequenceFlow id="f8" sourceRef="booked" targetRef="done" />
          <endEvent id="done" />
        </process>
      </definitions>
      """;

  private Models() {}

  static ValueStream read(String model) {
    return ValueStreams.read("hire.bpmn", model.getBytes(StandardCharsets.UTF_8));
  }

  /** The model with one piece replaced, which must be there. */
  static String with(String piece, String replacement) {
    if (!HIRE.contains(piece)) {
      throw new IllegalArgumentException("The model has no " + piece);
    }
    return HIRE.replace(piece, replacement);
  }
}
