// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.StepHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What names a person goes from everything that is stored, and all else stays as it was. */
class ErasureTest {
  private static final TestClock CLOCK = new TestClock();
  private static final DataSource DATABASE = TestStore.newDatabase();
  private static final StoredTexts STORED = new StoredTexts(DATABASE);
  @TempDir static Path folder;
  private static Millrace millrace;
  private Desk desk;

  /** Says in its failure for whom it worked. */
  private static final class Clumsy implements StepHandler {
    @Override
    public String name() {
      return "clumsy";
    }

    @Override
    public Completion handle(Task task) throws IOException {
      throw new IOException("no mailbox of " + task.facts().text("contact", "nobody"));
    }
  }

  @BeforeAll
  static void open() {
    MillraceBuilder builder = Millrace.builder().dataSource(DATABASE).clock(CLOCK).sinkAttempts(1);
    CallStreams.all().forEach(builder::valueStream);
    millrace =
        builder
            .valueStream(
                TestModel.of("falter").start().handler("work", "clumsy").end("done").build())
            .valueStream(
                TestModel.of("asks")
                    .start()
                    .decision("model", "request-model")
                    .decision("route", "routing")
                    .choice("how")
                    .when("${routing_team == 'nobody'}")
                    .step("look")
                    .end("looked")
                    .from("how")
                    .otherwise()
                    .step("see")
                    .end("seen")
                    .build())
            .plugin(
                new PluginTest.Bundle(
                    "box",
                    to ->
                        to.archive(FileArchive.in(folder))
                            .stepHandler(new Clumsy())
                            .eventSink(
                                "ears",
                                event -> {
                                  if (!event.item().startsWith("OLD")) {
                                    throw new IOException("not now: " + event.data());
                                  }
                                })))
            .build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void sit() {
    desk = Desk.ofNewTenant(millrace);
  }

  private static boolean anyFileMentions(String text) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).anyMatch(file -> mentions(file, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean mentions(Path file, String text) {
    try {
      return Files.readString(file).toLowerCase(Locale.ROOT).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(String select) {
    try {
      for (int i = 0; i < 600 && STORED.values(select).isEmpty(); i++) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(STORED.values(select)).isNotEmpty();
  }

  /** Writes a name wherever a host or a person can write one. */
  private static void plant(Desk person, String name) {
    String text = "Call " + name + ", she knows. (" + name + "'s laptop)";
    person.submit(
        Demand.builder("FULL").title(text).description(text).requester(name).stream(
                "restore-live-service")
            .fact("catalogueItem", text)
            .fact("contact", text)
            .fact("approvers", List.of("bob", name))
            .fact(name, true));
    Work work = person.ops.work();
    work.start(StartStep.of("FULL", "register").commandId("c-1"));
    work.block(BlockStep.of("FULL", "register", text));
    work.unblock(UnblockStep.of("FULL", "register"));
    work.reassign(Reassign.of("FULL", "register").team(name));
    work.reassign(Reassign.of("FULL", "register").assignee(name));
    work.reclassify(Reclassify.of("FULL", text).category(name));
    work.link(Link.of("FULL", "contact", name));
    person.submit(Demand.builder("GIVEN-UP").title("?"));
    work.cancel(Cancel.of("GIVEN-UP", text));
    person.submit(Demand.builder("FALTERS").title("?").stream("falter").fact("contact", text));
    await("select ID_ from ACT_HI_EXT_TASK_LOG where ERROR_MSG_ like '%" + name + "%'");
    await("select EVENT_KEY from MR_OUTBOX where FAILURE like '%" + name + "%'");
    await("select EVENT_KEY from MR_OUTBOX where STATE = 'PARKED'");
    Events events = person.ops.events();
    events.skip(events.parked("ears").entries().get(0).id(), "ears", text);
    person.ops.streams().add(TestModel.of("own").start().step("go").end("done").build().model());
    // the table takes all there is: a condition that always holds
    PackFiles pack =
        PackFiles.of("own", "1")
            .with(
                "tables/all.csv",
                "table,all",
                "point,routing",
                "strength,70",
                "gaps,allowed",
                "when title,then team",
                "?," + name);
    person
        .ops
        .policies()
        .activate(PackActivation.of(person.ops.policies().add(pack.source()), text));
    person.submit(
        Demand.builder("ASKS").title("?").requester(name).stream("asks")
            .fact("catalogueItem", text));
  }

  @Test
  void shouldLeaveNothingOfAPerson() throws Exception {
    // given: an archived work item, and the name in everything else
    String name = "quibbleworth";
    Desk person = Desk.of(millrace, desk.tenant, name);
    person.submit(Demand.builder("OLD").title("Of " + name).requester(name).stream("quick"));
    CLOCK.forward(Duration.ofDays(181));
    for (int i = 0; i < 600 && person.ops.housekeeping().cleanUp(10).items() == 0; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(anyFileMentions(name)).isTrue();
    plant(person, name);
    Set<String> planted = STORED.mentions(List.of(name));
    assertThat(planted)
        .contains(
            "ACT_HI_EXT_TASK_LOG.ERROR_MSG_",
            "ACT_HI_PROCINST.DELETE_REASON_",
            "ACT_HI_VARINST.TEXT_",
            "ACT_RU_VARIABLE.TEXT_",
            "MR_CATALOGUE_REQUEST.REQUESTER",
            "MR_COMMAND.RECEIPT",
            "MR_DECISION.CONTEXT",
            "MR_DECISION.OUTPUTS",
            "MR_DECISION.REASONS",
            "MR_FACTS.FACTS",
            "MR_LINK.ACTOR",
            "MR_LINK.TARGET",
            "MR_OUTBOX.DATA",
            "MR_OUTBOX.FAILURE",
            "MR_PACK.ADDED_BY",
            "MR_PACK_ACTIVATION.ACTOR",
            "MR_PACK_ACTIVATION.REASON",
            "MR_SKIPPED_EVENT.ACTOR",
            "MR_SKIPPED_EVENT.REASON",
            "MR_STREAM_CHANGE.CHANGED_BY",
            "MR_STREAM_VERSION.DEPLOYED_BY",
            "MR_STEP_RUN.ASSIGNEE",
            "MR_STEP_RUN.TEAM",
            "MR_TRANSITION.ACTOR",
            "MR_TRANSITION.ASSIGNEE",
            "MR_TRANSITION.NOTE",
            "MR_TRANSITION.TEAM",
            "MR_WORK_ITEM.CATEGORY",
            "MR_WORK_ITEM.DESCRIPTION",
            "MR_WORK_ITEM.REQUESTER",
            "MR_WORK_ITEM.TEAM",
            "MR_WORK_ITEM.TITLE");
    Housekeeping housekeeping = desk.ops.housekeeping();
    ErasePerson request = ErasePerson.of("asked by " + name + " herself", name);

    // when, then: a dry run changes nothing
    ErasureRecord counted = housekeeping.erase(request.countOnly());
    assertThat(counted.dryRun()).isTrue();
    assertThat(STORED.mentions(List.of(name))).containsAll(planted);
    assertThat(housekeeping.erasures(0, 10)).isEmpty();

    // when
    ErasureRecord done = housekeeping.erase(request);

    // then
    assertThat(STORED.mentions(List.of(name))).isEmpty();
    assertThat(anyFileMentions(name)).isFalse();
    assertThat(anyFileMentions(done.pseudonym())).isTrue();
    assertThat(done.counts())
        .containsKeys("MR_WORK_ITEM", "MR_FACTS", "MR_OUTBOX", "ACT_HI_EXT_TASK_LOG", "archive");
    assertThat(done.reason()).isEqualTo("asked by " + done.pseudonym() + " herself");
    assertThat(housekeeping.erasures(0, 10)).containsExactly(done);
    goesOn(done.pseudonym());

    // when: it runs again
    ErasureRecord again = housekeeping.erase(request.pseudonym(done.pseudonym()));

    // then
    assertThat(again.counts()).isEmpty();
  }

  /** The work items are as usable as they were. */
  private void goesOn(String pseudonym) {
    assertThat(desk.item("FULL").title())
        .isEqualTo("Call %s, she knows. (%s's laptop)", pseudonym, pseudonym);
    for (DecisionRecord decision : desk.ops.decisions().ofItem("FULL")) {
      assertThat(desk.ops.decisions().explain(decision.id())).isNotNull();
      assertThat(decision.decision().inputs().text("requester", "")).isEqualTo(pseudonym);
    }
    desk.complete("ASKS", "see");
    Desk successor = Desk.of(millrace, desk.tenant, pseudonym);
    successor.complete("FULL", "register");
    successor.complete("FULL", "investigate", "specialist");
    assertThat(desk.openSteps("FULL")).containsExactly("obtainFix");
    assertThat(desk.ops.work().search(WorklistQuery.all().text(pseudonym)).entries()).isNotEmpty();
  }

  @Test
  void shouldKeepOtherWordsOtherPeopleAndOtherTenants() {
    // given
    desk.submit(
        Demand.builder("ONE")
            .title("Wobblefeather, Wobblefeathers and ÖRJAN; wobblefeather-else")
            .requester("wobblefeather-else")
            .fact("other", "wobblefeathers")
            .fact("badge", 4711_0815)
            .fact("count", 3));
    Desk other = Desk.ofNewTenant(millrace);
    other.submit(Demand.builder("ONE").title("wobblefeather"));

    // when
    ErasureRecord done =
        desk.ops.housekeeping().erase(ErasePerson.of("left", "wobblefeather", "örjan", "47110815"));

    // then
    String who = done.pseudonym();
    assertThat(desk.item("ONE").title())
        .isEqualTo(who + ", Wobblefeathers and " + who + "; " + who + "-else");
    Facts inputs = desk.ops.decisions().ofItem("ONE").get(0).decision().inputs();
    assertThat(inputs.text("requester", "")).isEqualTo("wobblefeather-else");
    assertThat(inputs.text("other", "")).isEqualTo("wobblefeathers");
    assertThat(inputs.values()).containsEntry("badge", who).containsEntry("count", 3L);
    assertThat(other.item("ONE").title()).isEqualTo("wobblefeather");
  }

  @Test
  void shouldLeaveOneLinkOfTwoThatBecomeTheSame() {
    // given
    desk.submit("LINKED");
    desk.ops.work().link(Link.of("LINKED", "contact", "glimmerstone"));
    desk.ops.work().link(Link.of("LINKED", "contact", "glimmer@stone.example"));

    // when
    ErasureRecord done =
        desk.ops
            .housekeeping()
            .erase(ErasePerson.of("left", "glimmerstone", "glimmer@stone.example"));

    // then
    assertThat(desk.ops.work().links("LINKED"))
        .extracting(LinkRecord::target)
        .containsExactly(done.pseudonym());
  }

  @Test
  void shouldNotRaceWithOperations() throws Exception {
    // given
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String item = "RACE-" + i;
      desk.submit(Demand.builder(item).title("mumblethorpe"));
      Thread writer =
          new Thread(
              () -> {
                for (int n = 0; n < 10; n++) {
                  desk.ops.work().updateFacts(UpdateFacts.of(item, Facts.of("round", n)));
                }
              });
      writers.add(writer);
      writer.start();
    }

    // when
    ErasureRecord done = desk.ops.housekeeping().erase(ErasePerson.of("left", "mumblethorpe"));
    for (Thread writer : writers) {
      writer.join();
    }
    desk.ops
        .housekeeping()
        .erase(ErasePerson.of("left", "mumblethorpe").pseudonym(done.pseudonym()));

    // then: nothing is lost on either side
    assertThat(STORED.mentions(List.of("mumblethorpe"))).isEmpty();
    for (int i = 0; i < 4; i++) {
      String item = "RACE-" + i;
      assertThat(desk.item(item).title()).isEqualTo(done.pseudonym());
      List<DecisionRecord> decisions = desk.ops.decisions().ofItem(item);
      assertThat(decisions.get(decisions.size() - 1).decision().inputs().text("round", ""))
          .isEqualTo("9");
    }
  }

  @Test
  void shouldRefuseShortTextsAndForeignPseudonyms() {
    assertThatThrownBy(() -> ErasePerson.of("left", "jo"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected each text that names the person to have 3 to 255 characters, but one has 2.\n"
                + "Maybe pass whole ids, names and addresses: short ones occur in too much else.");
    assertThatThrownBy(() -> ErasePerson.of("left"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected at least one text that names the person, but there is none.\n"
                + "Maybe pass the id, the name and the e-mail address.");
    assertThatThrownBy(() -> ErasePerson.of("left", "joan").pseudonym("bob"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the pseudonym of an earlier erasure, but it is 'bob'.\n"
                + "Maybe leave it out, and a new one is made.");
  }
}
