// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.bpmn.ModelProblem;
import io.millrace.bpmn.Severity;
import io.millrace.bpmn.StreamModel;
import io.millrace.bpmn.ValueStream;
import io.millrace.bpmn.ValueStreamException;
import io.millrace.model.Demand;
import io.millrace.model.DemandSource;
import io.millrace.model.InvalidInputException;
import io.millrace.model.WorkItemState;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class StreamVersionsTest {
  private static final TestClock CLOCK = new TestClock();
  private static final Millrace MILLRACE =
      TestStore.builder()
          .clock(CLOCK)
          .timers(false)
          .valueStream(StreamText.chain("lend", "fetch", "hand").stream())
          .build();

  private final Desk desk = Desk.ofNewTenant(MILLRACE);
  private final Desk other = Desk.ofNewTenant(MILLRACE);

  @AfterAll
  static void close() {
    MILLRACE.close();
  }

  private static Demand.Builder of(String id, String stream) {
    return Demand.builder(id).title("A bike").stream(stream);
  }

  @Test
  void shouldAddAStreamForOneTenantAlone() {
    // when
    StreamVersion added = desk.ops.streams().add(StreamText.chain("hire", "book").model());

    // then
    assertThat(added)
        .isEqualTo(
            new StreamVersion(
                "hire",
                StreamOrigin.TENANT,
                1,
                StreamText.chain("hire", "book").model().digest(),
                "hire.bpmn",
                TestClock.START,
                "ann",
                true,
                0));
    assertThat(added.label()).isEqualTo("hire 1");
    assertThat(Desk.steps(desk.submit(of("H-1", "hire")).item())).containsExactly("book");
    assertThat(desk.ops.streams().versions("hire"))
        .hasSize(1)
        .first()
        .matches(v -> v.running() == 1);
    assertThat(desk.complete("H-1", "book").item().state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(desk.ops.streams().versions("hire")).containsExactly(added);
    assertThat(desk.ops.streams().list()).extracting(ValueStream::key).contains("hire", "lend");
    assertThat(other.ops.streams().list())
        .extracting(ValueStream::key)
        .contains("lend")
        .doesNotContain("hire");
    assertThat(other.ops.streams().find("hire")).isEmpty();
    assertThat(other.ops.streams().versions("hire")).isEmpty();
    assertThatThrownBy(() -> other.submit(of("H-1", "hire")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("Expected an installed value stream 'hire', but there are [");
    assertThatThrownBy(() -> other.ops.streams().model(added))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "Expected version 'hire 1' to be there, but the tenant has none with its content.\n"
                + "Maybe take it from versions('hire').");
  }

  @Test
  void shouldOverrideTheHostsStreamUntilItIsRemoved() {
    // given
    desk.submit(of("OLD", "lend"));

    // when
    desk.ops.streams().add(StreamText.chain("lend", "fetch", "clean", "hand").model("ours.bpmn"));

    // then
    desk.submit(of("OWN", "lend"));
    assertThat(Desk.steps(desk.complete("OLD", "fetch").item())).containsExactly("hand");
    assertThat(Desk.steps(desk.complete("OWN", "fetch").item())).containsExactly("clean");
    other.submit(of("THEIRS", "lend"));
    assertThat(Desk.steps(other.complete("THEIRS", "fetch").item())).containsExactly("hand");
    assertThat(desk.ops.streams().versions("lend"))
        .extracting(StreamVersion::label, StreamVersion::inForce, StreamVersion::running)
        .containsExactly(tuple("lend 1", true, 1L), tuple("lend 1 of the host", false, 1L));

    // when
    desk.ops.streams().remove("lend");

    // then
    desk.submit(of("AGAIN", "lend"));
    assertThat(Desk.steps(desk.complete("AGAIN", "fetch").item())).containsExactly("hand");
    assertThat(Desk.steps(desk.complete("OWN", "clean").item())).containsExactly("hand");
    assertThat(desk.ops.streams().versions("lend"))
        .extracting(StreamVersion::inForce)
        .containsExactly(false, true);
    assertThatThrownBy(() -> desk.ops.streams().remove("lend"))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "Expected the tenant to have a value stream 'lend' of its own, but it has none.\n"
                + "Maybe look at versions('lend'): the host's streams stay.");
  }

  @Test
  void shouldKeepTheNumberOfAContentThatComesBack() {
    // given
    StreamModel first = StreamText.chain("hire", "book").model();
    StreamModel second = StreamText.chain("hire", "book", "hand").model("second.bpmn");
    Streams streams = desk.ops.streams();
    StreamVersion one = streams.add(first);
    assertThat(streams.add(first)).isEqualTo(one);
    StreamVersion two = streams.add(second);
    assertThat(two.version()).isEqualTo(2);

    // when
    StreamVersion back = streams.add(first);

    // then
    assertThat(back).isEqualTo(one);
    assertThat(streams.versions("hire"))
        .extracting(StreamVersion::version, StreamVersion::inForce)
        .containsExactly(tuple(2, false), tuple(1, true));
    assertThat(streams.model(two)).isEqualTo(second);
    assertThat(streams.model(one)).isEqualTo(first);
    assertThat(streams.find("hire").orElseThrow().steps()).hasSize(1);
  }

  @Test
  void shouldRefuseAModelThatIsNotSafeAndChangeNothing() {
    // given
    desk.ops.streams().add(StreamText.chain("hire", "book").model());
    String evil =
        StreamText.chain("hire", "book")
            .node("<scriptTask id='evil' scriptFormat='juel'><script>${1}</script></scriptTask>")
            .xml();
    StreamModel model = new StreamModel("evil.bpmn", evil.getBytes(StandardCharsets.UTF_8));
    ValueStream harmless = StreamText.chain("hire", "book").stream();
    ValueStream forged =
        new ValueStream(
            harmless.key(),
            harmless.name(),
            harmless.description(),
            harmless.steps(),
            harmless.decisions(),
            harmless.passages(),
            harmless.reminders(),
            harmless.starts(),
            model);

    // then
    assertThatThrownBy(() -> desk.ops.streams().add(forged))
        .isInstanceOf(ValueStreamException.class)
        .hasMessageContaining("scriptTask");
    assertThatThrownBy(() -> desk.ops.streams().add(model))
        .isInstanceOf(ValueStreamException.class);
    assertThat(desk.ops.streams().versions("hire")).hasSize(1).allMatch(StreamVersion::inForce);
  }

  @Test
  void shouldShareAContentBetweenTenantsWithoutShowingOneToTheOther() {
    // given
    StreamText text = StreamText.chain("hire", "book", "shared");

    // when
    StreamVersion mine = desk.ops.streams().add(text.model("mine.bpmn"));
    StreamVersion theirs = other.ops.streams().add(text.model("theirs.bpmn"));

    // then
    assertThat(mine.digest()).isEqualTo(theirs.digest());
    assertThat(theirs.fileName()).isEqualTo("theirs.bpmn");
    desk.submit(of("H-1", "hire"));
    assertThat(other.ops.streams().versions("hire")).containsExactly(theirs);
    assertThat(other.ops.streams().model(theirs).fileName()).isEqualTo("theirs.bpmn");
    assertThat(other.ops.streams().find("hire").orElseThrow().model().fileName())
        .isEqualTo("hire.bpmn");
  }

  @Test
  void shouldStartByMessagesOfTheSameNameInStreamsOfDifferentKeysAndTenants() {
    // given
    Desk third = Desk.ofNewTenant(MILLRACE);
    String[] keys = {"watch", "guard", "watch"};
    Desk[] desks = {desk, desk, third};
    for (int i = 0; i < keys.length; i++) {
      desks[i]
          .ops
          .streams()
          .add(
              StreamText.chain(keys[i], "look")
                  .human("alarm" + i)
                  .messageStart("rang", "monitoring", "alarm" + i)
                  .to("alarm" + i, "done")
                  .model());
    }

    // then
    for (int i = 0; i < keys.length; i++) {
      Demand.Builder rang = of("A-" + i, keys[i]).source(DemandSource.MONITORING);
      assertThat(Desk.steps(desks[i].submit(rang).item())).containsExactly("alarm" + i);
    }
  }

  private static String call(String stream) {
    return "<callActivity id='ask' calledElement='"
        + stream
        + "'><extensionElements><c:properties>"
        + "<c:property name='stepNumber' value='1'/>"
        + "<c:property name='activity' value='engage'/>"
        + "</c:properties></extensionElements></callActivity>";
  }

  @Test
  void shouldCallMoveToAndReopenTheTenantsVersion() {
    // given
    Streams streams = desk.ops.streams();
    streams.add(StreamText.chain("lend", "clean").model());
    streams.add(
        StreamText.chain("hire", "book")
            .node(call("lend"))
            .between("asked", "ask", "book")
            .model());

    // when
    desk.submit(of("H-1", "hire"));
    desk.submit(of("H-2", "hire"));
    desk.ops.work().reclassify(Reclassify.of("H-2", "only lent").stream("lend"));

    // then
    assertThat(desk.openSteps("H-1/ask")).containsExactly("clean");
    assertThat(desk.openSteps("H-2")).containsExactly("clean");
    desk.complete("H-2", "clean");
    assertThat(Desk.steps(desk.ops.work().reopen(Reopen.of("H-2", "not clean")).item()))
        .containsExactly("clean");
  }

  @Test
  void shouldCheckAModelAgainstWhatIsThereForTheTenant() {
    // given
    byte[] model =
        StreamText.chain("hire", "book")
            .node(call("check"))
            .between("asked", "ask", "book")
            .automated("pay", "nobody", "")
            .between("book", "pay", "done")
            .model()
            .bytes();

    // then
    assertThat(desk.ops.streams().check("hire.bpmn", model).problems(Severity.ERROR))
        .extracting(ModelProblem::check)
        .containsExactlyInAnyOrder("unknown-stream", "unknown-handler");
    assertThatThrownBy(() -> desk.ops.streams().add(new StreamModel("hire.bpmn", model)))
        .isInstanceOf(ValueStreamException.class)
        .hasMessageContaining("check");

    // when
    desk.ops.streams().add(StreamText.chain("check", "look").model());

    // then
    assertThat(desk.ops.streams().check("hire.bpmn", model).problems(Severity.ERROR))
        .extracting(ModelProblem::check)
        .containsExactly("unknown-handler");
    assertThat(desk.ops.streams().add(new StreamModel("hire.bpmn", model)).version()).isEqualTo(1);
    assertThat(other.ops.streams().check("hire.bpmn", model).isDeployable()).isFalse();
    assertThat(desk.ops.streams().check("x.bpmn", new byte[] {1}).isReadable()).isFalse();
  }

  @Test
  void shouldNotRemoveAStreamThatAnotherOneCalls() {
    // given
    String call = call("check");
    Streams streams = desk.ops.streams();
    streams.add(StreamText.chain("check", "look").model());
    streams.add(
        StreamText.chain("hire", "book").node(call).between("asked", "ask", "book").model());

    // then
    assertThatThrownBy(() -> streams.remove("check"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage(
            "Expected nothing to call the value stream 'check' any more, but 'hire' does.\n"
                + "Maybe remove 'hire' first, or add a version of it without the call.");
    streams.remove("hire");
    streams.remove("check");
    assertThat(streams.find("check")).isEmpty();
  }
}
