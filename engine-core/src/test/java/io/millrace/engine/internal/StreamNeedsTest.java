// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is said of automated steps that nobody will do. */
@Tag("no-store")
class StreamNeedsTest {
  private static final String HIRE =
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
              </c:properties>
            </extensionElements>
          </serviceTask>
          <sequenceFlow id="f2" sourceRef="book" targetRef="done" />
          <endEvent id="done" />
        </process>
      </definitions>
      """;

  private final List<ValueStream> streams =
      List.of(ValueStreams.read("hire.bpmn", HIRE.getBytes(StandardCharsets.UTF_8)));

  @Test
  void shouldNameStreamStepAndHandler() {
    assertThat(StreamNeeds.unhandled(streams, Set.of("painting")))
        .containsExactly(
            "Step 'book' of value stream 'hire' waits for handler 'booking', which no plugin of"
                + " this Millrace brings.");
  }

  @Test
  void shouldSayNothingOfHandlersThatAreThere() {
    assertThat(StreamNeeds.unhandled(streams, Set.of("booking"))).isEmpty();
  }
}
