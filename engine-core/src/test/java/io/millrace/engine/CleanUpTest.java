// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.InvalidInputException;
import io.millrace.plugin.port.Archive;
import io.millrace.plugin.port.StepHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has been kept long enough goes, with everything that belongs to it, and nothing else. */
class CleanUpTest {
  private static final Duration TEN_DAYS = Duration.ofDays(10);
  private static final TestClock CLOCK = new TestClock();
  private static final DataSource DATABASE = TestStore.newDatabase();
  private static final StoredTexts STORED = new StoredTexts(DATABASE);
  private static final Keeper KEEPER = new Keeper();
  private static volatile CountDownLatch ears = new CountDownLatch(0);
  private static Millrace millrace;

  /** Has neither an archive nor anybody who hears of events. */
  private static Millrace quiet;

  private Desk desk;

  /** Takes documents unless a test lets it fail. */
  private static final class Keeper implements Archive {
    final List<String> taken = new ArrayList<>();
    volatile @Nullable Exception failure;
    volatile boolean lazy;

    @Override
    public synchronized void take(Iterable<Document> documents) throws Exception {
      if (failure != null) {
        throw failure;
      }
      if (!lazy) {
        documents.forEach(document -> taken.add(document.id()));
      }
    }

    @Override
    public long erase(Erasure erasure) {
      return 0;
    }
  }

  /** Fails twice, the second time for good until it is let try again. */
  private static final class Clumsy implements StepHandler {
    @Override
    public String name() {
      return "clumsy";
    }

    @Override
    public Completion handle(Task task) throws IOException {
      throw new IOException("clumsy at " + task.item());
    }
  }

  @BeforeAll
  static void open() {
    MillraceBuilder builder = builder();
    CallStreams.all().forEach(builder::valueStream);
    millrace =
        builder
            .valueStream(
                TestModel.of("falter").start().handler("work", "clumsy").end("done").build())
            .retention(Retention.defaults().timeToLive(TEN_DAYS))
            .plugin(
                new PluginTest.Bundle(
                    "keeper",
                    to ->
                        to.archive(KEEPER)
                            .stepHandler(new Clumsy())
                            .eventSink(
                                "ears",
                                event -> {
                                  if (!ears.await(0, TimeUnit.SECONDS)) {
                                    throw new IOException("not now");
                                  }
                                })))
            .build();
    MillraceBuilder plain = builder().retention(Retention.defaults().timeToLive(TEN_DAYS));
    CallStreams.all().forEach(plain::valueStream);
    quiet = plain.build();
  }

  private static MillraceBuilder builder() {
    return Millrace.builder().dataSource(DATABASE).clock(CLOCK);
  }

  @AfterAll
  static void close() {
    quiet.close();
    millrace.close();
  }

  /** Submits work items that are over at once, and of which nobody is told. */
  private void endMany(int count) {
    List<Demand> demands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      demands.add(Demand.builder("MANY-" + i).title("?").stream("quick").build());
    }
    Desk.of(quiet, desk.tenant, "ann").ops.intake().submitAll(demands);
    CLOCK.forward(Duration.ofDays(11));
  }

  @BeforeEach
  void sit() {
    ears = new CountDownLatch(0);
    KEEPER.failure = null;
    KEEPER.lazy = false;
    KEEPER.taken.clear();
    desk = Desk.ofNewTenant(millrace);
  }

  private CleanUpReport cleanUp() {
    return desk.ops.housekeeping().cleanUp(Integer.MAX_VALUE);
  }

  /** Waits until nothing of a tenant is in the outbox. */
  private void heard() throws InterruptedException {
    String left = "select count(*) from MR_OUTBOX where TENANT = '" + desk.tenant + "'";
    for (int i = 0; i < 600 && !STORED.values(left).equals(List.of("0")); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(STORED.values(left)).containsExactly("0");
  }

  private String key(String item) {
    return STORED
        .values(
            "select ITEM_KEY from MR_WORK_ITEM where TENANT = '"
                + desk.tenant
                + "' and ID = '"
                + item
                + "'")
        .get(0);
  }

  @Test
  void shouldLeaveNothingOfADeletedWorkItem() throws Exception {
    // given: an item with everything that an item can have
    String item = "GONE-4711";
    desk.submit(
        Demand.builder(item)
            .title("Cannot log in")
            .requester("rita")
            .fact("catalogueItem", "laptop"));
    desk.ops.work().start(StartStep.of(item, "register").commandId(item + "/start"));
    desk.ops.work().block(BlockStep.of(item, "register", "asks back"));
    desk.ops.work().unblock(UnblockStep.of(item, "register"));
    desk.ops.work().updateFacts(UpdateFacts.of(item, Facts.of("site", "north")));
    desk.ops.work().link(Link.of(item, "vendor-ticket", "V-1"));
    desk.complete(item, "register");
    desk.complete(item, "investigate", "specialist");
    desk.complete(item, "obtainFix");
    desk.complete(item, "deployFix");
    desk.complete(item, "verify", "restored");
    desk.ops.work().reopen(Reopen.of(item, "again"));
    desk.ops.work().cancel(Cancel.of(item, "given up"));
    desk.submit("STAYS-1");
    List<String> names = new ArrayList<>(List.of(item, key(item)));
    names.addAll(
        STORED.values(
            "select ENGINE_ID from MR_STREAM_INSTANCE where ITEM_KEY = '" + key(item) + "'"));
    names.addAll(
        STORED.values("select RUN_KEY from MR_STEP_RUN where ITEM_KEY = '" + key(item) + "'"));
    names.addAll(
        STORED.values("select DECISION_KEY from MR_DECISION where ITEM_KEY = '" + key(item) + "'"));
    assertThat(STORED.mentions(names))
        .contains(
            "MR_COMMAND.ITEM_KEY",
            "MR_DECISION.ITEM_KEY",
            "MR_FACTS.ITEM_KEY",
            "MR_LINK.ITEM_KEY",
            "MR_STEP_RUN.ITEM_KEY",
            "MR_STREAM_INSTANCE.ITEM_KEY",
            "MR_TRANSITION.ITEM_KEY",
            "ACT_HI_ACTINST.PROC_INST_ID_",
            "ACT_HI_DETAIL.PROC_INST_ID_",
            "ACT_HI_PROCINST.PROC_INST_ID_",
            "ACT_HI_TASKINST.PROC_INST_ID_",
            "ACT_HI_VARINST.PROC_INST_ID_");
    heard();
    Set<String> before = STORED.filled();
    CLOCK.forward(Duration.ofDays(181));

    // when
    CleanUpReport report = cleanUp();

    // then
    assertThat(report.items()).isEqualTo(1);
    assertThat(report.rows()).isGreaterThan(20);
    assertThat(report.archived()).isEqualTo(1);
    assertThat(report.left()).isZero();
    assertThat(KEEPER.taken).containsExactly(item);
    assertThat(STORED.mentions(names)).isEmpty();
    assertThat(desk.ops.work().find(item)).isEmpty();
    assertThat(before).contains("MR_WORK_ITEM");
    desk.complete("STAYS-1", "register");
    assertThat(desk.submit(item).repeated()).isFalse(); // nothing is known of it any more
  }

  @Test
  void shouldLeaveNothingOfAFailedHandlerAndOfCalls() throws Exception {
    // given
    desk.submit(Demand.builder("FALTERS-1").title("?").stream("falter"));
    String key = key("FALTERS-1");
    String failures =
        "select MSG from (select ERROR_MSG_ as MSG from ACT_HI_EXT_TASK_LOG"
            + " where ERROR_MSG_ like '%FALTERS-1%') f";
    for (int i = 0; i < 600 && STORED.values(failures).isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    desk.ops.work().cancel(Cancel.of("FALTERS-1", "it falters"));
    List<String> names =
        new ArrayList<>(
            STORED.values(
                "select ENGINE_ID from MR_STREAM_INSTANCE where ITEM_KEY = '" + key + "'"));
    names.addAll(List.of("FALTERS-1", key));
    assertThat(STORED.mentions(names)).contains("ACT_HI_EXT_TASK_LOG.ERROR_MSG_");
    assertThat(names).hasSize(3);
    heard();
    CLOCK.forward(Duration.ofDays(31));

    // when
    CleanUpReport report = cleanUp();

    // then
    assertThat(report.items()).isEqualTo(1);
    assertThat(STORED.mentions(names)).isEmpty();
  }

  @Test
  void shouldKeepWhatStillRunsOrRunsAgain() throws Exception {
    // given: one with a step after its close, one opened again, one that its stream keeps longer
    desk.submit(Demand.builder("PRAISED").title("?").stream("fix"));
    desk.complete("PRAISED", "plan");
    desk.complete("PRAISED", "work", "mended");
    desk.complete("PRAISED", "check");
    desk.close("AGAIN");
    desk.ops.work().reopen(Reopen.of("AGAIN", "it is back"));
    desk.close("LONG");
    desk.openSteps("LONG").forEach(step -> desk.complete("LONG", step, "noAnswer"));
    assertThat(desk.openSteps("LONG")).isEmpty();
    heard();
    CLOCK.forward(Duration.ofDays(100));

    // when, then
    assertThat(desk.openSteps("PRAISED")).containsExactly("praise");
    assertThat(desk.ops.housekeeping().overdue().items()).isZero();
    assertThat(cleanUp().items()).isZero();

    // when: the last step is over
    desk.complete("PRAISED", "praise");
    heard();
    CLOCK.forward(Duration.ofDays(11));

    // then: the default counts for this stream, and 180 days for the built-in one
    assertThat(desk.ops.housekeeping().overdue().oldest())
        .isEqualTo(CLOCK.instant().minus(Duration.ofDays(1)));
    assertThat(cleanUp().items()).isEqualTo(1);
    CLOCK.forward(Duration.ofDays(70));
    assertThat(cleanUp().items()).isEqualTo(1);
    assertThat(desk.ops.work().find("LONG")).isEmpty();
    assertThat(desk.ops.work().find("AGAIN")).isPresent();
  }

  @Test
  void shouldDeleteWhoeverCalledBeforeWhoeverWasCalled() throws Exception {
    // given: the child ends long before its parent
    desk.submit(Demand.builder("BIKE").title("?").stream("repair"));
    desk.complete("BIKE", "look");
    desk.complete("BIKE/mend", "work", "mended");
    desk.complete("BIKE/mend", "check");
    desk.complete("BIKE/mend", "praise");
    heard();
    CLOCK.forward(Duration.ofDays(20));

    // when, then
    assertThat(desk.ops.housekeeping().overdue().items()).isEqualTo(1);
    assertThat(cleanUp().items()).isZero();

    // when
    desk.complete("BIKE", "thank");
    heard();
    CLOCK.forward(Duration.ofDays(20));
    cleanUp();

    // then
    assertThat(KEEPER.taken).containsExactly("BIKE", "BIKE/mend");
  }

  @Test
  void shouldWaitForEventsThatAreNotDelivered() throws Exception {
    // given
    ears = new CountDownLatch(1);
    desk.submit(Demand.builder("LOUD").title("?").stream("quick"));
    CLOCK.forward(Duration.ofDays(20));

    // when
    CleanUpReport report = cleanUp();

    // then
    assertThat(report.items()).isZero();
    assertThat(report.left()).isEqualTo(1);
    assertThat(desk.ops.housekeeping().overdue().held()).isEqualTo(1);
    ears.countDown();
    heard();
    assertThat(cleanUp().items()).isEqualTo(1);
  }

  @Test
  void shouldDeleteNothingIfTheArchiveFails() throws Exception {
    // given
    desk.submit(Demand.builder("PRECIOUS").title("?").stream("quick"));
    heard();
    CLOCK.forward(Duration.ofDays(20));
    KEEPER.failure = new IOException("no room");

    // when, then
    assertThatThrownBy(this::cleanUp)
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Expected the archive to take 1 work items before they are deleted, but it failed:"
                + " java.io.IOException: no room\n"
                + "Maybe mend the archive: nothing of them was deleted, and the next clean-up tries"
                + " again.");
    assertThat(desk.ops.housekeeping().overdue().failure()).contains("no room");
    assertThat(desk.ops.work().find("PRECIOUS")).isPresent();

    // when, then: half-hearted is failed too
    KEEPER.failure = null;
    KEEPER.lazy = true;
    assertThatThrownBy(this::cleanUp)
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "Expected the archive to take 1 work items before they are deleted, but it left some"
                + " out.\n"
                + "Maybe let it read all of them: nothing of them was deleted.");

    // when
    KEEPER.lazy = false;
    CleanUpReport report = cleanUp();

    // then
    assertThat(report.items()).isEqualTo(1);
    assertThat(desk.ops.housekeeping().overdue().failure()).isNull();
  }

  @Test
  void shouldDeleteResultsOfCommandsAndLeaveSubmissions() throws Exception {
    // given
    desk.submit("OPEN");
    desk.ops.work().start(StartStep.of("OPEN", "register").commandId("c-1"));
    CLOCK.forward(Duration.ofDays(29));
    desk.ops.work().reassign(Reassign.of("OPEN", "register").assignee("bob").commandId("c-2"));
    CLOCK.forward(Duration.ofDays(2));

    // when
    assertThat(desk.ops.housekeeping().overdue().commands()).isEqualTo(1);
    CleanUpReport report = desk.ops.housekeeping().cleanUp(0);

    // then
    assertThat(report.commands()).isEqualTo(1);
    assertThat(desk.submit("OPEN").repeated()).isTrue();
    assertThat(
            STORED.values("select COMMAND_ID from MR_COMMAND where TENANT = '" + desk.tenant + "'"))
        .containsExactlyInAnyOrder("submit/OPEN", "perform/c-2");
  }

  @Test
  void shouldSeeItsOwnTenantOnlyAndAsManyAsAreWanted() throws Exception {
    // given
    Desk other = Desk.ofNewTenant(millrace);
    for (int i = 0; i < 3; i++) {
      desk.submit(Demand.builder("MINE-" + i).title("?").stream("quick"));
    }
    other.submit(Demand.builder("OTHER").title("?").stream("quick"));
    heard();
    CLOCK.forward(Duration.ofDays(11));
    List<Long> heard = new ArrayList<>();

    // when
    CleanUpReport report = desk.ops.housekeeping().cleanUp(2, heard::add);

    // then
    assertThat(report.items()).isEqualTo(2);
    assertThat(report.left()).isEqualTo(1);
    assertThat(heard).containsExactly(2L);
    assertThat(other.ops.work().find("OTHER")).isPresent();
    assertThatThrownBy(() -> desk.ops.housekeeping().cleanUp(-1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected a number of work items to delete, but it is -1.\nMaybe pass 0 or more.");
  }

  @Test
  void shouldStopBetweenTransactionsWhenInterrupted() {
    // given
    endMany(60);

    // when
    CleanUpReport report =
        desk.ops
            .housekeeping()
            .cleanUp(Integer.MAX_VALUE, deleted -> Thread.currentThread().interrupt());

    // then
    assertThat(Thread.interrupted()).isTrue();
    assertThat(report.items()).isEqualTo(50);
    assertThat(report.left()).isEqualTo(10);
  }

  @Test
  void shouldCleanUpAsSoonAsBackgroundWorkBegins() throws Exception {
    endMany(3);
    Retention daily = Retention.defaults().cleanUp(true).every(Duration.ofDays(1));
    try (Millrace node = builder().retention(daily).backgroundWork(false).build()) {
      assertThat(desk.ops.housekeeping().overdue().items()).isEqualTo(3);

      node.beginWork();

      Eventually.until(() -> desk.ops.housekeeping().overdue().items(), left -> left == 0);
    }
  }

  @Test
  void shouldCleanUpOnSeveralNodesAtOnceAndByItself() throws Exception {
    // given
    endMany(130);
    Retention own = Retention.defaults().cleanUp(true).every(Duration.ofMillis(50));
    AtomicReference<Throwable> failed = new AtomicReference<>();
    long[] deleted = new long[2];

    // when: two callers, and a node that does it in the background
    try (Millrace second = builder().retention(own).build()) {
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        int number = i;
        Thread caller =
            new Thread(
                () -> {
                  try {
                    deleted[number] = cleanUp().items();
                  } catch (Throwable e) {
                    failed.set(e);
                  }
                });
        caller.start();
        callers.add(caller);
      }
      for (Thread caller : callers) {
        caller.join();
      }
      for (int i = 0; i < 600 && desk.ops.housekeeping().overdue().items() > 0; i++) {
        TimeUnit.MILLISECONDS.sleep(50);
      }

      // then
      assertThat(failed.get()).isNull();
      assertThat(desk.ops.housekeeping().overdue().items()).isZero();
      assertThat(deleted[0] + deleted[1]).isLessThanOrEqualTo(130);
      assertThat(KEEPER.taken.stream().distinct()).hasSameSizeAs(KEEPER.taken);
      assertThat(Desk.of(second, desk.tenant, "ann").ops.work().find("MANY-1")).isEmpty();
    }
  }

  @Test
  void shouldRefuseDurationsThatAreNotPositive() {
    assertThatThrownBy(() -> Retention.defaults().timeToLive(Duration.ZERO))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected the time to live to be positive, but it is PT0S.\n"
                + "Maybe pass a duration such as Duration.ofDays(180).");
  }

  @Test
  void shouldRefuseASecondArchive() {
    assertThatThrownBy(
            () ->
                TestStore.builder()
                    .plugin(new PluginTest.Bundle("one", to -> to.archive(KEEPER)))
                    .plugin(new PluginTest.Bundle("two", to -> to.archive(KEEPER)))
                    .build())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Expected at most one archive, but the plugins 'one' and 'two'");
  }
}
