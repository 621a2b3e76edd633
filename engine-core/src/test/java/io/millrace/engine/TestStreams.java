// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import java.nio.charset.StandardCharsets;

/** Small value streams of a host. */
final class TestStreams {
  private static final String BOOKING =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
          xmlns:c="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:axle">
        <process id="hire" name="Hire a bike" isExecutable="true">
          <startEvent id="asked" />
          <sequenceFlow id="f1" sourceRef="asked" targetRef="book" />
          <serviceTask id="book" name="Book the bike" c:type="external" c:topic="booking">
            <extensionElements>
              <c:properties>
                <c:property name="stepNumber" value="1" />
                <c:property name="activity" value="deliver and support" />
                <c:property name="results" value="booked, refused" />
              </c:properties>
            </extensionElements>
          </serviceTask>
          <sequenceFlow id="f2" sourceRef="book" targetRef="handOver" />
          <userTask id="handOver" name="Hand the bike over">
            <extensionElements>
              <c:properties>
                <c:property name="stepNumber" value="2" />
                <c:property name="activity" value="deliver and support" />
              </c:properties>
            </extensionElements>
          </userTask>
          <sequenceFlow id="f3" sourceRef="handOver" targetRef="done" />
          <endEvent id="done" />
        </process>
      </definitions>
      """;

  private TestStreams() {}

  /** A handler named booking does the first step, a person the second. */
  static ValueStream hire() {
    return read(BOOKING);
  }

  /** A newer version of the same stream: no booking, and the bike is checked after its return. */
  static ValueStream hireWithoutBooking() {
    return read(
        BOOKING
            .replace("targetRef=\"book\"", "targetRef=\"handOver\"")
            .replaceAll("(?s)<serviceTask.*</serviceTask>", "")
            .replace("<sequenceFlow id=\"f2\" sourceRef=\"book\" targetRef=\"handOver\" />", "")
            .replace("id=\"handOver\"", "id=\"giveKey\"")
            .replace("\"handOver\"", "\"giveKey\""));
  }

  /** After the booking, the policies say which team hands the bike over. */
  static ValueStream hireRoutedByPolicy() {
    return read(
        BOOKING.replace(
            "sourceRef=\"book\" targetRef=\"handOver\" />",
            """
            sourceRef="book" targetRef="route" />
            <businessRuleTask id="route" c:delegateExpression="${millrace.decide}">
              <extensionElements>
                <c:properties><c:property name="decisionPoint" value="routing" /></c:properties>
              </extensionElements>
            </businessRuleTask>
            <sequenceFlow id="f4" sourceRef="route" targetRef="handOver" />
            """));
  }

  /** A person hands the bike over once a timer has run out. */
  static ValueStream hireAfterATimer() {
    return read(
        BOOKING.replaceAll(
            "(?s)<serviceTask.*</serviceTask>",
            """
            <intermediateCatchEvent id="book">
              <timerEventDefinition><timeDuration>PT1S</timeDuration></timerEventDefinition>
            </intermediateCatchEvent>
            """));
  }

  private static ValueStream read(String model) {
    return ValueStreams.read("hire.bpmn", model.getBytes(StandardCharsets.UTF_8));
  }
}
