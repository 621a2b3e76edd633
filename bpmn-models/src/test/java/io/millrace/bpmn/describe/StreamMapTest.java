// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.Step;
import io.millrace.bpmn.StepKind;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.internal.DiagramReader;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamMapTest {
  private static final String LOOP =
      """
      <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
        <process id="made" isExecutable="true">
          <userTask id="second" /><userTask id="first" /><userTask id="third" />
          <startEvent id="called"><messageEventDefinition /></startEvent>
          <startEvent id="asked" />
          <exclusiveGateway id="again" name="Again?" />
          <parallelGateway id="both" />
          <sequenceFlow id="a" sourceRef="asked" targetRef="first" />
          <sequenceFlow id="b" sourceRef="called" targetRef="second" />
          <sequenceFlow id="c" sourceRef="first" targetRef="second" />
          <sequenceFlow id="d" sourceRef="second" targetRef="again" />
          <sequenceFlow id="e" sourceRef="again" targetRef="first" name="yes" />
          <sequenceFlow id="f" sourceRef="again" targetRef="both" />
          <sequenceFlow id="g" sourceRef="both" targetRef="third" />
          <sequenceFlow id="h" sourceRef="both" targetRef="done" />
          <sequenceFlow id="i" sourceRef="both" targetRef="nowhere" />
          <endEvent id="done" name="Done" />
        </process>
      </definitions>
      """;

  private final Step first = step("first", 1, StepKind.HUMAN);
  private final Step second = step("second", 2, StepKind.SUBPROCESS);
  private final Step third = step("third", 3, StepKind.CALL);

  @Test
  void shouldFollowTheFlowAndSayWhatLeadsBack() {
    // when
    List<String> entries = texts(map(Samples.of(LOOP, second, first, third)));

    // then
    assertThat(entries)
        .containsExactly(
            "the first",
            "the second",
            "question: Again? yes → first (back); third and Done",
            "in parallel: third; Done",
            "the third");
  }

  @Test
  void shouldFindHandOffs() {
    // when
    List<HandOff> handOffs = map(Samples.of(LOOP, second, first, third)).handOffs();

    // then
    assertThat(handOffs)
        .extracting(handOff -> handOff.from().id() + " " + handOff.flow() + " " + handOff.to().id())
        .containsExactlyInAnyOrder("second e first", "second g third", "first c second");
    assertThat(handOffs.get(handOffs.size() - 1).reasons())
        .containsExactly(
            "responsible: front desk → mechanic", "board: desk → bench", "control passes");
    assertThat(HandOff.reasons(third, first))
        .containsExactly("back from the value stream fulfil-request");
    assertThat(HandOff.reasons(first, third)).containsExactly("to the value stream fulfil-request");
    assertThat(HandOff.reasons(first, first)).isEmpty();
  }

  @Test
  void shouldSayWhereHandOffsComeFrom() {
    List<HandOff> arriving =
        List.of(
            new HandOff(first, third, "x", List.of("control passes")),
            new HandOff(second, third, "y", List.of("control passes", "board: a → b")));
    assertThat(HandOffWords.of(arriving, text -> text))
        .containsExactly("from steps 1, 2: control passes", "from step 2: board: a → b");
  }

  @Test
  void shouldEnterSubprocessesAndFollowLinksAndBorders() {
    // when
    StreamMap map = map(Samples.gallery());

    // then
    assertThat(texts(map))
        .containsExactly(
            "Receive the bike from its owner",
            "meanwhile: reminder at 'Receive the bike from its owner', after 4 h: an owner waits at"
                + " the desk",
            "meanwhile: receiveFails at 'Receive the bike from its owner'",
            "decision: Decide what comes first (priority)",
            "question: Urgent? yes → Order the spare parts; no → Next morning",
            "Order the spare parts",
            "wait: Parts delivered",
            "wait: Next morning, after 16 h",
            "Repair the bike on the bench",
            "in parallel: Charge the owner; Clean",
            "Charge the owner",
            "wait: What comes first? Owner calls; Owner writes",
            "wait: Owner calls",
            "wait: Owner writes");
    assertThat(map.handOffs())
        .extracting(handOff -> handOff.from().id() + " " + handOff.flow() + " " + handOff.to().id())
        .contains("repair f12 bill");
  }

  @Test
  void shouldAddUpTargetsByNumberAndTellWhichAreMissing() {
    ValueStream gallery = Samples.gallery();
    assertThat(Totals.of(gallery, map(gallery)))
        .isEqualTo(
            new Totals(
                Duration.ofDays(2), Duration.ofHours(3), null, Duration.ofHours(2), List.of(4)));
  }

  @Test
  void shouldCountTheLongestVariantOnceAndActionsWithTheirStep() {
    // given
    String nested =
        """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
          <process id="made" isExecutable="true">
            <startEvent id="asked" />
            <subProcess id="all"><userTask id="part" /></subProcess>
            <userTask id="short" /><userTask id="long" />
            <sequenceFlow id="a" sourceRef="asked" targetRef="all" />
          </process>
        </definitions>
        """;
    Step all = step("all", 4, StepKind.SUBPROCESS);
    Step part = step("part", 9, StepKind.HUMAN);
    ValueStream stream =
        Samples.of(
            nested, all, part, step("short", 2, StepKind.HUMAN), step("long", 6, StepKind.HUMAN));

    // when
    StreamMap map = map(stream);
    Totals totals = Totals.of(stream, map);

    // then
    assertThat(map.numbers()).containsExactly(2, 4, 6);
    assertThat(totals.together()).isEqualTo(Duration.ofMinutes(30 * (2 + 4 + 6)));
    assertThat(map.handOffs()).isEmpty();
  }

  @Test
  void shouldKeepStepsAfterClosingApart() {
    // given
    String xml =
        """
        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
          <process id="made" isExecutable="true">
            <startEvent id="asked" />
            <userTask id="work" /><userTask id="review" />
            <intermediateThrowEvent id="closed" name="Closed" />
            <sequenceFlow id="a" sourceRef="asked" targetRef="work" />
            <sequenceFlow id="b" sourceRef="work" targetRef="closed" />
            <sequenceFlow id="c" sourceRef="closed" targetRef="review" />
          </process>
        </definitions>
        """;
    Step work = step("work", 1, StepKind.HUMAN);
    Step review = step("review", 4, StepKind.HUMAN);
    ValueStream stream = Samples.closing("closed", xml, work, review);

    // when
    StreamMap map = map(stream);
    Totals totals = Totals.of(stream, map);

    // then
    assertThat(texts(map))
        .containsExactly("the work", "milestone: Closed (closed, outcome done)", "the review");
    assertThat(totals.untilClosed()).isEqualTo(Duration.ofMinutes(30));
    assertThat(totals.afterClosed()).isEqualTo(Duration.ofHours(2));
    assertThat(totals.valueAdding()).isNull();
    assertThat(totals.fields())
        .extracting(Field::label)
        .containsExactly(
            "Target of the stream",
            "Targets of the steps until closed, added up",
            "Targets of the steps after that");
  }

  private static Step step(String id, int number, StepKind kind) {
    return Samples.step(id, "the " + id, number, kind, null, null);
  }

  private static StreamMap map(ValueStream stream) {
    return StreamMap.of(stream, DiagramReader.read(stream.model()));
  }

  private static List<String> texts(StreamMap map) {
    return map.entries().stream()
        .map(entry -> (entry.what().isEmpty() ? "" : entry.what() + ": ") + entry.text())
        .toList();
  }
}
