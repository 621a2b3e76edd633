// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReadDeployedTest {

  private static StreamModel model(String content) {
    return new StreamModel("old.bpmn", content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void shouldReadAModelThatOnlyNewerChecksRefuse() {
    // given
    StreamModel deadEnd =
        model(
            """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:c="http://camunda.org/schema/1.0/bpmn" targetNamespace="urn:old">
              <process id="old" isExecutable="true">
                <startEvent id="asked" />
                <sequenceFlow id="f1" sourceRef="asked" targetRef="which" />
                <exclusiveGateway id="which" />
                <sequenceFlow id="f2" sourceRef="which" targetRef="look" />
                <sequenceFlow id="f3" sourceRef="which" targetRef="done" />
                <userTask id="look">
                  <extensionElements>
                    <c:properties>
                      <c:property name="stepNumber" value="1" />
                      <c:property name="activity" value="engage" />
                    </c:properties>
                  </extensionElements>
                </userTask>
                <sequenceFlow id="f4" sourceRef="look" targetRef="done" />
                <endEvent id="done" />
              </process>
            </definitions>
            """);
    assertThatThrownBy(() -> ValueStreams.read("old.bpmn", deadEnd.bytes()))
        .isInstanceOf(ValueStreamException.class);

    // when
    ValueStream stream = ValueStreams.readDeployed(deadEnd);

    // then
    assertThat(stream.key()).isEqualTo("old");
    assertThat(stream.steps()).extracting(Step::id).containsExactly("look");
    assertThat(stream.model()).isEqualTo(deadEnd);
  }

  @Test
  void shouldRefuseWhatIsNoModelAtAll() {
    assertThatThrownBy(() -> ValueStreams.readDeployed(model("<html/>")))
        .isInstanceOf(ValueStreamException.class)
        .hasMessageContaining("old.bpmn");
  }
}
