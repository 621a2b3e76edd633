// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.StreamModel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("no-store")
class OutlookTest {

  private static String flow(String from, String to) {
    return "<sequenceFlow id='%s_%s' sourceRef='%s' targetRef='%s'/>".formatted(from, to, from, to);
  }

  private static String when(String from, String to, String condition) {
    return flow(from, to)
        .replace(
            "/>", "><conditionExpression>" + condition + "</conditionExpression></sequenceFlow>");
  }

  private static StreamGraph graph(String... parts) {
    String xml =
        "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'"
            + " xmlns:c='http://camunda.org/schema/1.0/bpmn'>"
            + "<process id='p' isExecutable='true'><startEvent id='s'/><endEvent id='e'/>"
            + String.join("", parts)
            + "</process></definitions>";
    return GraphReader.read(new StreamModel("p.bpmn", xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static String tasks(String... ids) {
    StringBuilder xml = new StringBuilder();
    for (String id : ids) {
      xml.append("<userTask id='").append(id).append("'/>");
    }
    return xml.toString();
  }

  @Test
  void shouldFindNoTroubleWhereANewInstanceCouldBe() {
    Outlook outlook = new Outlook(graph(tasks("a"), flow("s", "a"), flow("a", "e")));

    assertThat(outlook.trouble(List.of("a"))).isNull();
    assertThat(outlook.trouble(List.of())).isNull();
    assertThat(outlook.trouble(List.of("a", "a"))).isEqualTo("'a' would come twice");
  }

  @Test
  void shouldSeeALoopWithoutAnExit() {
    Outlook outlook =
        new Outlook(
            graph(
                tasks("a", "b", "c"),
                flow("s", "a"),
                flow("a", "e"),
                flow("b", "c"),
                flow("c", "b")));

    assertThat(outlook.trouble(List.of("b"))).isEqualTo("it would wait for ever at 'b'");
  }

  @Test
  void shouldFollowASubprocessItsErrorsAndItsEnd() {
    String inner =
        "<subProcess id='sub'><startEvent id='i'/><endEvent id='o'/>"
            + "<endEvent id='x'><errorEventDefinition/></endEvent>"
            + "<parallelGateway id='g'/>"
            + tasks("a", "b")
            + flow("i", "g")
            + flow("g", "a")
            + flow("g", "b")
            + flow("a", "o")
            + flow("b", "x")
            + "</subProcess>"
            + "<boundaryEvent id='err' attachedToRef='sub'><errorEventDefinition/></boundaryEvent>";
    StreamGraph graph =
        graph(
            inner,
            tasks("c"),
            flow("s", "sub"),
            flow("sub", "c"),
            flow("c", "e"),
            flow("err", "e"));
    Outlook outlook = new Outlook(graph);

    assertThat(outlook.trouble(List.of("a", "b"))).isNull();
    assertThat(outlook.trouble(List.of("a"))).as("b threw nothing yet").isNull();
    assertThat(outlook.trouble(List.of("a", "c"))).isEqualTo("'c' would come twice");
    assertThat(graph.isInside("a", "sub")).isTrue();
  }

  @Test
  void shouldLetATerminatingEndTakeTheOtherTokens() {
    Outlook outlook =
        new Outlook(
            graph(
                "<parallelGateway id='g'/><parallelGateway id='j'/>",
                "<endEvent id='t'><terminateEventDefinition/></endEvent>",
                tasks("a", "b"),
                flow("s", "g"),
                flow("g", "a"),
                flow("g", "b"),
                flow("a", "t"),
                flow("b", "j"),
                flow("j", "e")));

    assertThat(outlook.trouble(List.of("a", "b"))).isNull();
    assertThat(outlook.trouble(List.of("b"))).isNull();
  }

  @Test
  void shouldLetAnInclusiveJoinWaitOnlyForWhatCanCome() {
    Outlook outlook =
        new Outlook(
            graph(
                "<inclusiveGateway id='g'/><inclusiveGateway id='j'/>",
                tasks("a", "b", "c"),
                flow("s", "g"),
                when("g", "a", "${x == '1'}"),
                when("g", "b", "${x == '2'}"),
                flow("a", "j"),
                flow("b", "j"),
                flow("j", "c"),
                flow("c", "e")));

    assertThat(outlook.trouble(List.of("a"))).isNull();
    assertThat(outlook.trouble(List.of("a", "j"))).isNull();
    assertThat(outlook.trouble(List.of("a", "c"))).isEqualTo("'c' would come twice");
  }

  @Test
  void shouldFollowLinksAndBoundaryEvents() {
    Outlook outlook =
        new Outlook(
            graph(
                tasks("a", "b"),
                "<intermediateThrowEvent id='out'><linkEventDefinition name='l'/></intermediateThrowEvent>",
                "<intermediateCatchEvent id='in'><linkEventDefinition name='l'/></intermediateCatchEvent>",
                "<boundaryEvent id='t' attachedToRef='a'><timerEventDefinition/></boundaryEvent>",
                "<boundaryEvent id='n' attachedToRef='a' cancelActivity='false'><timerEventDefinition/></boundaryEvent>",
                flow("s", "a"),
                flow("a", "out"),
                flow("in", "b"),
                flow("t", "b"),
                flow("n", "e"),
                flow("b", "e")));

    assertThat(outlook.trouble(List.of("b"))).isNull();
    assertThat(outlook.wanted(List.of("a"), Set.of(), Map.of())).isNull();
  }

  @Test
  void shouldSeeAVariableThatNothingSetsOnTheWay() {
    StreamGraph graph =
        graph(
            tasks("a", "b"),
            "<businessRuleTask id='d'/><exclusiveGateway id='g'/>",
            "<intermediateCatchEvent id='w'><timerEventDefinition><timeDuration>${wait}"
                + "</timeDuration></timerEventDefinition></intermediateCatchEvent>",
            flow("s", "a"),
            flow("a", "d"),
            flow("d", "b"),
            flow("b", "g"),
            when("g", "w", "${a_result == 'x' || triage_level == 'b_c == 1'}"),
            flow("g", "e"),
            flow("w", "e"));
    Outlook outlook = new Outlook(graph);
    Map<String, String> answers = Map.of("d", "triage_");

    assertThat(outlook.wanted(List.of("a"), Set.of("wait"), answers)).isNull();
    assertThat(outlook.wanted(List.of("a"), Set.of(), answers))
        .isEqualTo(new Outlook.Wanted("wait", "w"));
    assertThat(outlook.wanted(List.of("b"), Set.of("wait", "triage_level"), answers))
        .isEqualTo(new Outlook.Wanted("a_result", "g_w"));
    assertThat(outlook.wanted(List.of("b"), Set.of("wait", "a_result"), answers))
        .isEqualTo(new Outlook.Wanted("triage_level", "g_w"));
    assertThat(outlook.wanted(List.of("w"), Set.of(), answers)).isNull();
  }

  @Test
  void shouldGiveUpOnTooManyWays() {
    StringBuilder wide =
        new StringBuilder("<exclusiveGateway id='m'/>")
            .append("<parallelGateway id='g'/><parallelGateway id='j'/>")
            .append(flow("s", "m") + flow("z", "m") + flow("m", "g") + flow("j", "e"));
    for (int i = 0; i < 16; i++) {
      wide.append(tasks("a" + i)).append(flow("g", "a" + i)).append(flow("a" + i, "j"));
    }
    Outlook outlook = new Outlook(graph(wide.toString(), tasks("z")));

    assertThat(outlook.trouble(List.of("z")))
        .isEqualTo("there are too many ways from there on to look at");
  }
}
