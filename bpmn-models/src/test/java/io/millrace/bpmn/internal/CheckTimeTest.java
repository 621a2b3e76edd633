// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.CheckReport;
import io.millrace.bpmn.Installation;
import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreams;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checking is quick enough for every save. In CPU time: the machine may be busy. */
class CheckTimeTest {
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
  private static final List<String> TYPES =
      List.of("userTask", "exclusiveGateway", "parallelGateway", "inclusiveGateway");

  @Test
  void shouldCheckAStreamThatShipsInThirtyMilliseconds() {
    for (ValueStream stream : ValueStreams.builtIn()) {
      // given
      byte[] model = stream.model().bytes();
      for (int i = 0; i < 30; i++) {
        check(model);
      }

      // when
      long millis = millisPerCheck(model, 10);

      // then
      assertThat(millis).as(stream.key()).isLessThanOrEqualTo(30);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, false, 3", "2, true, 3", "3, false, 40", "4, true, 40", "5, true, 1000"})
  void shouldCheckTwoThousandNodesInTwoSeconds(long seed, boolean loops, int reach) {
    // given
    byte[] model = bytes(new RandomFlow(seed, 2000, TYPES).xml(loops, reach));

    // then
    assertThat(millisPerCheck(model, 1)).isLessThanOrEqualTo(2000);
  }

  @Test
  void shouldNotFollowWhatIsLargerThanAnyDrawing() {
    // given
    byte[] model = bytes(new RandomFlow(1, 5_500, List.of("userTask")).xml(false, 1));

    // when
    CheckReport report = check(model);

    // then
    assertThat(millisPerCheck(model, 1)).isLessThanOrEqualTo(4000);
    assertThat(report.problems()).anyMatch(problem -> problem.check().equals("too-complex"));
  }

  @Test
  void shouldNotFollowMoreVariablesThanAnyDrawingHas() {
    // given
    StringBuilder flows = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      flows.append(
          "<task id='t"
              + i
              + "'/><sequenceFlow id='f"
              + i
              + "' sourceRef='s' targetRef='t"
              + i
              + "'><conditionExpression>${priority_x"
              + i
              + " == 'a'}</conditionExpression>"
              + "</sequenceFlow>");
    }
    byte[] model =
        bytes(
            "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'>"
                + "<process id='p' isExecutable='true'><startEvent id='s'/>"
                + flows
                + "</process></definitions>");

    // when
    CheckReport report = check(model);

    // then
    assertThat(millisPerCheck(model, 1)).isLessThanOrEqualTo(2000);
    assertThat(report.problems())
        .anyMatch(
            problem ->
                problem
                    .problem()
                    .equals("Expected fewer nodes and variables, but there are 2001 and 2000."));
  }

  private static long millisPerCheck(byte[] model, int times) {
    long before = CPU.getCurrentThreadCpuTime();
    for (int i = 0; i < times; i++) {
      check(model);
    }
    return (CPU.getCurrentThreadCpuTime() - before) / times / 1_000_000;
  }

  private static CheckReport check(byte[] model) {
    return StreamReader.check(new StreamModel("random.bpmn", model), Installation.standard());
  }

  private static byte[] bytes(String xml) {
    return xml.getBytes(StandardCharsets.UTF_8);
  }
}
