// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.model.Demand;
import io.millrace.model.InvalidInputException;
import io.millrace.model.WorkItemState;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MigrationTest {
  private static final TestClock CLOCK = new TestClock();
  private static final Millrace MILLRACE =
      TestStore.builder()
          .clock(CLOCK)
          .timers(false)
          .valueStream(StreamText.chain("lend", "fetch", "hand").stream())
          .build();

  private final Desk desk = Desk.ofNewTenant(MILLRACE);
  private final Streams streams = desk.ops.streams();

  @AfterAll
  static void close() {
    MILLRACE.close();
  }

  private void submit(String id) {
    desk.submit(Demand.builder(id).title("A bike").stream("hire"));
  }

  private StreamVersion add(StreamText text) {
    return streams.add(text.model());
  }

  private StreamVersion version(int number) {
    return streams.versions("hire").stream()
        .filter(version -> version.version() == number)
        .findFirst()
        .orElseThrow();
  }

  /** Runs a plan after a dry run that must find the same. */
  static MigrationReport run(StreamMigration migration) {
    MigrationPlan plan = migration.build();
    MigrationReport dry = plan.dryRun();
    MigrationReport wet = plan.run();
    assertThat(dry.dryRun()).isTrue();
    assertThat(wet.dryRun()).isFalse();
    assertThat(wet.findings()).isEqualTo(dry.findings());
    assertThat(List.of(wet.moves(), wet.needMapping(), wet.mustStay()))
        .isEqualTo(List.of(dry.moves(), dry.needMapping(), dry.mustStay()));
    return wet;
  }

  @Test
  void shouldMoveToAVersionWithAnotherStepAndARenamedOne() {
    // given
    add(StreamText.chain("hire", "book", "hand"));
    submit("A");
    submit("B");
    desk.complete("B", "book");
    desk.ops.work().start(StartStep.of("B", "hand").assignee("bob"));
    add(StreamText.chain("hire", "book", "clean", "giveKey"));

    // when
    StreamMigration migration = streams.migration("hire");
    MigrationReport first = run(migration);

    // then
    assertThat(first.moves()).isEqualTo(1);
    assertThat(first.needMapping()).isEqualTo(1);
    assertThat(first.total()).isEqualTo(2);
    assertThat(first.finished()).isTrue();
    assertThat(first.findings())
        .extracting(
            MigrationFinding::item,
            MigrationFinding::verdict,
            MigrationFinding::element,
            MigrationFinding::reason,
            MigrationFinding::suggestions)
        .containsExactlyInAnyOrder(
            tuple("A", MigrationVerdict.MOVES, null, "", List.of()),
            tuple(
                "B",
                MigrationVerdict.NEEDS_MAPPING,
                "hand",
                "Expected 'hand' to go on in the other version, but the other version has none of"
                    + " that id.",
                List.of("clean", "giveKey")));
    assertThat(desk.openSteps("B")).containsExactly("hand");
    assertThat(streams.versions("hire"))
        .extracting(StreamVersion::version, StreamVersion::running)
        .containsExactly(tuple(2, 1L), tuple(1, 1L));

    // when
    MigrationReport second = run(migration.map("hand", "giveKey"));

    // then
    assertThat(second.moves()).isEqualTo(1);
    assertThat(second.findings(MigrationVerdict.MOVES))
        .extracting(MigrationFinding::item, finding -> finding.from().label())
        .containsExactly(tuple("B", "hire 1"));
    assertThat(desk.item("B").openSteps())
        .extracting("step", "state", "assignee")
        .containsExactly(tuple("giveKey", io.millrace.model.StepState.WORKING, "bob"));
    assertThat(desk.ops.work().history("B"))
        .extracting(Transition::step, Transition::note, Transition::actor)
        .last()
        .isEqualTo(tuple("giveKey", "hire 1 -> hire 2, hand -> giveKey", "ann"));
    assertThat(Desk.steps(desk.complete("A", "book").item())).containsExactly("clean");
    desk.complete("A", "clean");
    assertThat(desk.complete("A", "giveKey").item().state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(desk.complete("B", "giveKey").item().state()).isEqualTo(WorkItemState.CLOSED);
    assertThat(streams.versions("hire")).extracting(StreamVersion::running).containsOnly(0L);
    assertThat(run(migration).total()).isZero();
  }

  @Test
  void shouldLetAnItemStayWhoseStepIsDoneInAnotherWay() {
    // given
    add(StreamText.chain("hire", "book", "hand"));
    submit("A");
    add(
        StreamText.of("hire")
            .node("<startEvent id='asked'/>")
            .automated("book", "booking", "")
            .human("hand")
            .node("<endEvent id='done'/>")
            .to("asked", "book")
            .to("book", "hand")
            .to("hand", "done"));

    // when
    MigrationReport report = run(streams.migration("hire"));

    // then
    assertThat(report.mustStay()).isEqualTo(1);
    assertThat(report.findings().get(0).reason())
        .isEqualTo(
            "Expected 'book' to go on in the other version, but 'book' is a human step and 'book'"
                + " is an automated step.");
    desk.complete("A", "book");
    assertThat(run(streams.migration("hire")).moves()).isEqualTo(1);
    assertThat(desk.complete("A", "hand").item().state()).isEqualTo(WorkItemState.CLOSED);
  }

  private static StreamText fork(String... branches) {
    StreamText text =
        StreamText.of("hire")
            .node("<startEvent id='asked'/>")
            .node("<parallelGateway id='fork'/>")
            .node("<parallelGateway id='join'/>")
            .node("<endEvent id='done'/>")
            .human("last")
            .to("asked", "fork")
            .to("join", "last")
            .to("last", "done");
    for (String branch : branches) {
      text.human(branch).to("fork", branch).to(branch, "join");
    }
    return text;
  }

  @Test
  void shouldNotMoveToWhereAJoinWouldWaitForEver() {
    // given
    add(fork("wash", "fill"));
    submit("BOTH");
    submit("ONE");
    desk.complete("ONE", "wash");
    submit("LAST");
    desk.complete("LAST", "wash");
    desk.complete("LAST", "fill");
    add(fork("wash", "fill", "oil"));

    // when
    MigrationReport more = run(streams.migration("hire"));

    // then
    assertThat(more.findings())
        .extracting(MigrationFinding::item, MigrationFinding::verdict, MigrationFinding::reason)
        .containsExactlyInAnyOrder(
            tuple(
                "BOTH",
                MigrationVerdict.MUST_STAY,
                "Expected it to come to its end from [fill, wash], but it would wait for ever at"
                    + " the join 'join'."),
            tuple(
                "ONE",
                MigrationVerdict.MUST_STAY,
                "Expected it to come to its end from [fill, join], but it would wait for ever at"
                    + " the join 'join'."),
            tuple("LAST", MigrationVerdict.MOVES, ""));
    assertThat(desk.complete("LAST", "last").item().state()).isEqualTo(WorkItemState.CLOSED);

    // when
    add(StreamText.chain("hire", "wash", "fill", "last"));
    MigrationReport chain = run(streams.migration("hire"));

    // then
    assertThat(chain.findings())
        .filteredOn(finding -> finding.item().equals("BOTH"))
        .extracting(MigrationFinding::reason)
        .containsExactly(
            "Expected it to come to its end from [fill, wash], but 'fill' would come twice.");
  }

  @Test
  void shouldMoveParallelBranchesAndTheJoinThatWaits() {
    // given
    add(fork("wash", "fill"));
    submit("BOTH");
    submit("ONE");
    desk.complete("ONE", "wash");
    add(fork("wash", "fill").human("look").between("fill", "look", "join"));

    // when
    MigrationReport report = run(streams.migration("hire"));

    // then
    assertThat(report.moves()).isEqualTo(2);
    for (String id : List.of("BOTH", "ONE")) {
      if (id.equals("BOTH")) {
        desk.complete(id, "wash");
      }
      assertThat(Desk.steps(desk.complete(id, "fill").item())).containsExactly("look");
      assertThat(Desk.steps(desk.complete(id, "look").item())).containsExactly("last");
      assertThat(desk.complete(id, "last").item().state()).isEqualTo(WorkItemState.CLOSED);
    }
  }

  private static StreamText checked(boolean check) {
    StreamText text =
        StreamText.of("hire")
            .node("<startEvent id='asked'/>")
            .human("book")
            .human("hand")
            .node("<endEvent id='done'/>")
            .to("asked", "book")
            .to("hand", "done");
    return check
        ? text.human("check", "fine, broken")
            .between("asked", "check", "book")
            .human("repair")
            .node("<exclusiveGateway id='how' default='how_hand'/>")
            .to("book", "how")
            .to("how", "hand")
            .when("how", "repair", "check_result", "broken")
            .to("repair", "hand")
        : text.to("book", "hand");
  }

  @Test
  void shouldNotMoveToWhereAResultIsComparedThatTheItemNeverHad() {
    // given
    add(checked(false));
    submit("A");
    submit("B");
    desk.complete("B", "book");
    add(checked(true));
    StreamMigration migration = streams.migration("hire");

    // when
    MigrationReport report = run(migration);

    // then
    assertThat(report.findings())
        .extracting(
            MigrationFinding::item,
            MigrationFinding::verdict,
            MigrationFinding::reason,
            MigrationFinding::suggestions)
        .containsExactlyInAnyOrder(
            tuple(
                "A",
                MigrationVerdict.NEEDS_MAPPING,
                "Expected the variable 'check_result' to be known where 'how_repair' wants it, but"
                    + " the work item has passed what sets it, or may do so.",
                List.of("fine", "broken")),
            tuple("B", MigrationVerdict.MOVES, "", List.of()));

    // when
    MigrationReport given = run(migration.value("check_result", "broken"));

    // then
    assertThat(given.moves()).isEqualTo(1);
    assertThat(Desk.steps(desk.complete("A", "book").item())).containsExactly("repair");
    desk.complete("A", "repair");
    assertThat(desk.complete("A", "hand").item().state()).isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldKeepAResultUnderTheNewNameOfItsStepAndTakeOnEarlierDecisions() {
    // given
    StreamText before =
        StreamText.chain("hire", "book").human("inspect", "fine, broken").without("book", "x", "x");
    before =
        StreamText.of("hire")
            .node("<startEvent id='asked'/>")
            .human("inspect", "fine, broken")
            .human("hand")
            .node("<endEvent id='done'/>")
            .to("asked", "inspect")
            .to("inspect", "hand")
            .to("hand", "done");
    StreamText after =
        StreamText.of("hire")
            .node("<startEvent id='asked'/>")
            .human("check", "fine, broken")
            .human("hand")
            .human("urgent")
            .human("repair")
            .node("<exclusiveGateway id='how' default='how_done'/>")
            .node("<exclusiveGateway id='fast' default='fast_done'/>")
            .node("<endEvent id='done'/>")
            .to("asked", "check")
            .to("check", "hand")
            .to("hand", "how")
            .when("how", "repair", "check_result", "broken")
            .to("how", "done")
            .to("repair", "fast")
            .when("fast", "urgent", "classification_kind", "INCIDENT")
            .to("fast", "done")
            .to("urgent", "done");
    add(before);
    desk.submit(Demand.builder("A").title("Cannot log in").stream("hire").fact("kind", "INCIDENT"));
    desk.complete("A", "inspect", "broken");
    add(after);

    // when
    MigrationReport report = run(streams.migration("hire").map("inspect", "check"));

    // then
    assertThat(report.moves()).isEqualTo(1);
    assertThat(Desk.steps(desk.complete("A", "hand").item())).containsExactly("repair");
    assertThat(Desk.steps(desk.complete("A", "repair").item())).containsExactly("urgent");
  }

  @Test
  void shouldMoveIntoAndOutOfASubprocess() {
    // given
    String inner =
        "<startEvent id='in'/><userTask id='wash'>%s</userTask><endEvent id='out'/>"
            + "<sequenceFlow id='i1' sourceRef='in' targetRef='wash'/>"
            + "<sequenceFlow id='i2' sourceRef='wash' targetRef='out'/>";
    String step =
        "<extensionElements><c:properties><c:property name='stepNumber' value='9'/>"
            + "<c:property name='activity' value='improve'/></c:properties></extensionElements>";
    StreamText nested =
        StreamText.chain("hire", "book", "hand")
            .node("<subProcess id='prepare'>" + inner.formatted(step) + "</subProcess>")
            .between("book", "prepare", "hand");
    StreamText flat = StreamText.chain("hire", "book", "wash", "hand");
    StreamVersion first = add(nested);
    submit("A");
    desk.complete("A", "book");

    // when
    StreamVersion second = add(flat);
    assertThat(run(streams.migration("hire").from(first).to(second)).moves()).isEqualTo(1);
    assertThat(run(streams.migration("hire").from(second).to(first)).moves()).isEqualTo(1);

    // then
    assertThat(desk.openSteps("A")).containsExactly("wash");
    assertThat(Desk.steps(desk.complete("A", "wash").item())).containsExactly("hand");
    assertThat(desk.complete("A", "hand").item().state()).isEqualTo(WorkItemState.CLOSED);
  }

  @Test
  void shouldLetAnItemStayWhileAnotherStreamWorksForIt() {
    // given
    String call =
        "<callActivity id='ask' calledElement='lend'><extensionElements><c:properties>"
            + "<c:property name='stepNumber' value='8'/>"
            + "<c:property name='activity' value='engage'/>"
            + "</c:properties></extensionElements></callActivity>";
    add(StreamText.chain("hire", "hand").node(call).between("asked", "ask", "hand"));
    submit("A");
    add(StreamText.chain("hire", "hand", "last").node(call).between("asked", "ask", "hand"));

    // when
    MigrationReport report = run(streams.migration("hire"));

    // then
    assertThat(report.findings())
        .extracting(MigrationFinding::verdict, MigrationFinding::reason)
        .containsExactly(
            tuple(
                MigrationVerdict.MUST_STAY,
                "Expected 'ask' to go on in the other version, but another value stream is at work"
                    + " for it until it ends."));
    desk.complete("A/ask", "fetch");
    desk.complete("A/ask", "hand");
    assertThat(run(streams.migration("hire")).moves()).isEqualTo(1);
    assertThat(Desk.steps(desk.complete("A", "hand").item())).containsExactly("last");
  }

  @Test
  void shouldStopWhenTheWatchSaysSoAndGoOnLater() {
    // given
    add(StreamText.chain("hire", "book", "hand"));
    for (int i = 0; i < 5; i++) {
      submit("A-" + i);
    }
    add(StreamText.chain("hire", "book", "clean", "hand"));
    MigrationPlan plan = streams.migration("hire").build();
    List<MigrationProgress> seen = new java.util.ArrayList<>();

    // when
    MigrationReport part =
        plan.run(
            progress -> {
              seen.add(progress);
              return progress.done() < 2;
            });

    // then
    assertThat(part.finished()).isFalse();
    assertThat(part.moves()).isEqualTo(2);
    assertThat(seen).containsExactly(new MigrationProgress(1, 5), new MigrationProgress(2, 5));
    MigrationReport rest = plan.run();
    assertThat(rest.finished()).isTrue();
    assertThat(rest.moves()).isEqualTo(3);
    assertThat(plan.to().version()).isEqualTo(2);
    assertThat(plan.from()).extracting(StreamVersion::version).containsExactly(1);
    assertThat(version(2).running()).isEqualTo(5);
  }

  @Test
  void shouldMoveFromTheHostsVersionAndLeaveOtherTenantsAlone() {
    // given
    Desk other = Desk.ofNewTenant(MILLRACE);
    for (Desk one : List.of(desk, other)) {
      one.submit(Demand.builder("A").title("A bike").stream("lend"));
    }
    streams.add(StreamText.chain("lend", "fetch", "clean", "hand").model());

    // when
    MigrationReport report = run(streams.migration("lend"));

    // then
    assertThat(report.moves()).isEqualTo(1);
    assertThat(report.findings().get(0).from().label()).isEqualTo("lend 1 of the host");
    assertThat(Desk.steps(desk.complete("A", "fetch").item())).containsExactly("clean");
    assertThat(Desk.steps(other.complete("A", "fetch").item())).containsExactly("hand");
  }

  @Test
  void shouldRefuseAPlanThatCannotBe() {
    // given
    StreamVersion first = add(StreamText.chain("hire", "book", "hand"));
    StreamVersion second =
        add(
            StreamText.of("hire")
                .node("<startEvent id='asked'/>")
                .automated("reserve", "booking", "")
                .node("<endEvent id='done'/>")
                .to("asked", "reserve")
                .to("reserve", "done"));

    // then
    assertThatThrownBy(
            () ->
                streams
                    .migration("hire")
                    .map("book", "reserve")
                    .map("nope", "reserve")
                    .map("hand", "none")
                    .build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected a mapping to 'hire 2' that can be, but found:\n"
                + "- 'hire 2' has no 'none'; work waits at [reserve].\n"
                + "- 'book' is a human step and 'reserve' is an automated step.\n"
                + "- 'hire 1' has no 'nope'; work waits at [book, hand].\n"
                + "Maybe map elements at which work waits to elements of the same kind.");
    assertThatThrownBy(() -> streams.migration("hire").from(first).to(first).build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected to move between different models, but 'hire 1' and 'hire 1' have the same"
                + " content.\nMaybe leave it out: its work items are where they should be.");
    assertThatThrownBy(() -> streams.migration("lend").from(second))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected a version of the value stream 'lend', but got 'hire 2'.\n"
                + "Maybe reclassify a work item to move it to another stream.");
    assertThatThrownBy(() -> streams.migration("hire").map("a", "b").map("a", "c"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected 'a' to go on at one element, but it is 'b' and 'c'.\nMaybe map it once.");
    assertThatThrownBy(() -> streams.migration("nothing").build())
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "Expected a version of the value stream 'nothing' to be in force, but there is none.\n"
                + "Maybe name the version to move to, or add one.");
    StreamVersion strange =
        new StreamVersion(
            "hire", StreamOrigin.TENANT, 7, "0".repeat(64), "x", TestClock.START, "ann", true, 0);
    assertThatThrownBy(() -> streams.migration("hire").to(strange))
        .isInstanceOf(NotFoundException.class);
  }
}
