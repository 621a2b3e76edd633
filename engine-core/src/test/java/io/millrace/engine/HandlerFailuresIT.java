// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.internal.ShortLocks;
import io.millrace.event.Event;
import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.model.StepState;
import io.millrace.model.WorkItemState;
import io.millrace.plugin.Plugin;
import io.millrace.plugin.port.StepHandler;
import io.millrace.plugin.port.StepHandler.Completion;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handlers that fail in every way they can, on two nodes whose locks end after a second. */
class HandlerFailuresIT {
  private static final ScriptedHandler HANDLER = new ScriptedHandler();

  /** Work items whose events a participant refuses once they have been submitted. */
  private static final Set<String> REFUSED = ConcurrentHashMap.newKeySet();

  /** Work items that a participant fails at with an error, once they have been submitted. */
  private static final Set<String> BROKEN = ConcurrentHashMap.newKeySet();

  private static DataSource database;
  private static Millrace first;
  private static Millrace second;
  private Desk desk;
  private String item;

  @BeforeAll
  static void open() {
    database = TestStore.newDatabase();
    first = node();
    second = node();
  }

  private static Millrace node() {
    return ShortLocks.open(database, Duration.ofSeconds(1), 3, TestStreams.hire(), plugin());
  }

  private static Plugin plugin() {
    return new PluginTest.Bundle(
        "axle", to -> to.stepHandler(HANDLER).participant(HandlerFailuresIT::refuse));
  }

  private static void refuse(List<Event> events) {
    for (Event event : events) {
      if (REFUSED.contains(event.item())) {
        throw new IllegalStateException("the mirror is full");
      }
      if (BROKEN.contains(event.item())) {
        throw new NoClassDefFoundError("acme/Mirror");
      }
    }
  }

  @AfterAll
  static void close() {
    first.close();
    second.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(first);
    item = "H-" + desk.tenant;
  }

  private void hire() {
    hire(item);
  }

  private void hire(String id) {
    desk.submit(Demand.builder(id).title("A bike").stream("hire"));
  }

  private StepState state() {
    return desk.item(item).openSteps().get(0).state();
  }

  private void untilState(StepState wanted) throws Exception {
    Eventually.until(this::state, wanted::equals);
  }

  private void untilHandedOver() throws Exception {
    Eventually.until(() -> desk.openSteps(item), List.of("handOver")::equals);
  }

  private Failure failure() throws Exception {
    return Eventually.until(() -> desk.ops.failures().list(0, 10), page -> page.total() == 1)
        .entries()
        .get(0);
  }

  /** Whether this is a thread that begins and ends steps. */
  private static boolean isHandlers() {
    return Thread.currentThread().getName().equals("millrace-handler");
  }

  private static void await(CountDownLatch latch) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void shouldGiveUpAHandlerThatOutlastsItsLockEachTime() throws Exception {
    // given
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch late = new CountDownLatch(3);
    HANDLER.script(
        item,
        (task, call) -> {
          await(release);
          late.countDown();
          return Completion.result("booked");
        });

    // when
    hire();
    Failure failure = failure();
    release.countDown();
    await(late);

    // then
    assertThat(failure.kind()).isEqualTo(Failure.Kind.HANDLER);
    assertThat(failure.item()).isEqualTo(item);
    assertThat(failure.stream()).isEqualTo("hire");
    assertThat(failure.step()).isEqualTo("book");
    assertThat(failure.handler()).isEqualTo("booking");
    assertThat(failure.attempts()).isEqualTo(3);
    assertThat(failure.reason())
        .isEqualTo(
            "it began 3 times and never came to an end: each time its process ended, or its lock"
                + " ran out");
    assertThat(failure.advice()).contains("retry it");
    assertThat(HANDLER.calls(item))
        .hasSize(3)
        .extracting(StepHandler.Task::idempotencyKey)
        .containsOnly(desk.item(item).openSteps().get(0).id());
    assertThat(state()).isEqualTo(StepState.BLOCKED);

    // when
    HANDLER.script(item, (task, call) -> Completion.result("refused"));
    desk.ops.failures().retry(failure.id());
    untilHandedOver();

    // then
    assertThat(HANDLER.calls(item)).hasSize(4);
    assertThat(desk.ops.failures().count()).isZero();
    assertThat(desk.ops.work().history(item))
        .filteredOn(transition -> transition.state() == StepState.DONE)
        .extracting(Transition::note)
        .containsExactly("refused");
  }

  @Test
  void shouldRefuseTheLateResultOfAHandlerThatWasOvertaken() throws Exception {
    // given
    CountDownLatch overtaken = new CountDownLatch(1);
    HANDLER.script(
        item,
        (task, call) -> {
          if (call == 1) {
            await(overtaken);
            return Completion.result("refused");
          }
          return Completion.result("booked");
        });

    // when
    hire();
    untilHandedOver();
    overtaken.countDown();

    // then
    assertThat(HANDLER.calls(item)).hasSize(2);
    desk.complete(item, "handOver");
    assertThat(desk.ops.work().history(item))
        .filteredOn(transition -> transition.state() == StepState.DONE)
        .extracting(Transition::note)
        .containsExactly("booked", null);
  }

  @Test
  void shouldSayWhyEachKindOfFailureWasGivenUp() throws Exception {
    // given
    HANDLER.script(
        "error",
        (task, call) -> {
          throw new StackOverflowError("too deep");
        });
    HANDLER.script("null", (task, call) -> null);
    HANDLER.script("undeclared", (task, call) -> Completion.result("st\0len"));
    HANDLER.script(
        "large",
        (task, call) -> new Completion("booked", Facts.of("notes", "x".repeat(1_000_001))));
    HANDLER.script(
        "odd",
        (task, call) -> {
          throw new IllegalStateException("\0\ud800" + "long".repeat(1_000));
        });

    // when
    List.of("error", "null", "undeclared", "large", "odd").forEach(this::hire);
    Page<Failure> failures =
        Eventually.until(() -> desk.ops.failures().list(0, 10), page -> page.total() == 5);

    // then
    assertThat(reason(failures, "error")).isEqualTo("java.lang.StackOverflowError: too deep");
    assertThat(reason(failures, "null")).isEqualTo("it returned no completion");
    assertThat(reason(failures, "undeclared"))
        .contains("to be completed with one of [booked, refused], but got 'st\uFFFDlen'.");
    assertThat(reason(failures, "large")).contains("to have at most 1000000 characters");
    assertThat(reason(failures, "odd")).startsWith("java.lang.").hasSizeBetween(599, 600);
    assertThat(failures.entries()).extracting(Failure::attempts).containsOnly(3);
    assertThat(failures.entries()).extracting(Failure::since).isSorted();
    assertThat(desk.ops.work().history("error"))
        .extracting(Transition::state)
        .containsExactly(
            StepState.WAITING,
            StepState.WORKING,
            StepState.WAITING,
            StepState.WORKING,
            StepState.WAITING,
            StepState.WORKING,
            StepState.BLOCKED);
    assertThat(Desk.ofNewTenant(first).ops.failures().count()).isZero();
    assertThat(desk.ops.failures().list(4, 10).entries()).hasSize(1);

    // when
    List.of("error", "null", "undeclared", "large", "odd")
        .forEach(id -> HANDLER.script(id, (task, call) -> Completion.result("booked")));
    int retried = desk.ops.failures().retryAll("booking");

    // then
    assertThat(retried).isEqualTo(5);
    assertThat(desk.ops.failures().retryAll("booking")).isZero();
    Eventually.until(() -> desk.openSteps("large"), List.of("handOver")::equals);
  }

  private static String reason(Page<Failure> failures, String item) {
    return failures.entries().stream()
        .filter(failure -> failure.item().equals(item))
        .findFirst()
        .orElseThrow()
        .reason();
  }

  @Test
  void shouldNotKeepAStepLockedWhoseEventsAParticipantRefuses() throws Exception {
    requireFailureOfAParticipant(REFUSED, "the mirror is full");
  }

  @Test
  void shouldNotKeepAStepLockedAtWhichAParticipantFailsWithAnError() throws Exception {
    requireFailureOfAParticipant(BROKEN, "acme/Mirror");
  }

  private void requireFailureOfAParticipant(Set<String> against, String words) throws Exception {
    // given
    HANDLER.script(
        item,
        (task, call) -> {
          against.add(item);
          return Completion.result("booked");
        });

    // when
    hire();
    Failure failure = failure();

    // then
    assertThat(failure.reason()).contains(words);

    // when
    against.clear();
    HANDLER.script(item, (task, call) -> Completion.result("booked"));
    desk.ops.failures().retry(failure.id());

    // then
    untilHandedOver();
  }

  @Test
  void shouldNotRunAStepThatAPersonHasBlocked() throws Exception {
    // given
    HANDLER.script(
        item,
        (task, call) -> {
          throw new IllegalStateException("down");
        });
    hire();
    Eventually.until(() -> HANDLER.calls(item).size(), size -> size == 1);
    untilState(StepState.WAITING);

    // when
    HANDLER.script(item, (task, call) -> Completion.result("booked"));
    desk.ops.work().block(BlockStep.of(item, "no bikes left"));
    String marker = item + "-marker";
    HANDLER.script(
        marker,
        (task, call) -> {
          if (call == 1) {
            throw new IllegalStateException("again after the blocked step's turn");
          }
          return Completion.result("booked");
        });
    hire(marker);
    Eventually.until(() -> desk.openSteps(marker), List.of("handOver")::equals);

    // then
    assertThat(HANDLER.calls(item)).hasSize(1);
    assertThat(state()).isEqualTo(StepState.BLOCKED);
    assertThat(desk.ops.failures().count()).isZero();

    // when
    desk.ops.work().unblock(UnblockStep.of(item));

    // then
    untilHandedOver();
    assertThat(HANDLER.calls(item)).hasSize(2);
  }

  @Test
  void shouldTakeTheResultOfAHandlerThatWasUnderWayWhenAPersonBlockedTheStep() throws Exception {
    // given
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(1);
    HANDLER.script(
        item,
        (task, call) -> {
          began.countDown();
          await(blocked);
          return Completion.result("booked");
        });
    hire();
    await(began);

    // when
    desk.ops.work().block(BlockStep.of(item, "no bikes left"));
    blocked.countDown();

    // then
    untilHandedOver();
  }

  @Test
  void shouldKeepAStepBlockedWhoseHandlerFailsAfterAPersonBlockedIt() throws Exception {
    // given
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch failed = new CountDownLatch(1);
    HANDLER.script(
        item,
        (task, call) -> {
          began.countDown();
          await(blocked);
          failed.countDown();
          throw new IllegalStateException("down");
        });
    hire();
    await(began);

    // when
    desk.ops.work().block(BlockStep.of(item, "no bikes left"));
    blocked.countDown();
    await(failed);
    HANDLER.script(item, (task, call) -> Completion.result("booked"));
    desk.ops.work().unblock(UnblockStep.of(item));

    // then
    untilHandedOver();
    assertThat(desk.ops.work().history(item))
        .extracting(Transition::state)
        .contains(StepState.BLOCKED);
  }

  @Test
  void shouldLetPeopleHandAnAutomatedStepToATeamButNotToAPerson() throws Exception {
    // given
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch began = new CountDownLatch(1);
    HANDLER.script(
        item,
        (task, call) -> {
          began.countDown();
          await(release);
          return Completion.result("booked");
        });
    hire();
    await(began);
    untilState(StepState.WORKING);

    // when
    desk.ops.work().reassign(Reassign.of(item).team("bikes"));

    // then
    assertThat(state()).isEqualTo(StepState.WORKING);
    assertThat(desk.item(item).openSteps().get(0).team()).isEqualTo("bikes");
    assertThatThrownBy(() -> desk.ops.work().reassign(Reassign.of(item).assignee("bob")))
        .isInstanceOf(InvalidStateException.class)
        .hasMessageContaining("to be done by a person, but handler 'booking' does it.");
    assertThatThrownBy(() -> desk.ops.work().start(StartStep.of(item)))
        .isInstanceOf(InvalidStateException.class);
    release.countDown();
    untilHandedOver();
  }

  @Test
  void shouldDropTheResultOfACancelledItemQuietly() throws Exception {
    // given
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    HANDLER.script(
        item,
        (task, call) -> {
          began.countDown();
          await(cancelled);
          return Completion.result("booked");
        });
    hire();
    await(began);

    // when
    desk.ops.work().cancel(Cancel.of(item, "it rains"));
    cancelled.countDown();

    // then
    assertThat(desk.item(item).state()).isEqualTo(WorkItemState.CANCELLED);
    assertThat(desk.ops.failures().count()).isZero();
  }

  @Test
  void shouldSayWhenThereIsNoSuchFailure() {
    assertThatThrownBy(() -> desk.ops.failures().retry("nonsense"))
        .isInstanceOf(NotFoundException.class)
        .hasMessage(
            "Expected failure 'nonsense' to be there, but the tenant has none of that id.\n"
                + "Maybe list the failures again: somebody may have let it try again meanwhile.");
    assertThatThrownBy(() -> desk.ops.failures().retry("timer-1"))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void shouldNotCountAttemptsWhoseEndCouldNotBeStored() throws Exception {
    // given
    Duration lock = Duration.ofSeconds(1);
    AtomicLong away = new AtomicLong(System.nanoTime()); // until when
    DataSource brittle =
        BrittleDataSource.over(
            TestStore.newDatabase(), () -> isHandlers() && System.nanoTime() - away.get() < 0);
    ScriptedHandler handler = new ScriptedHandler();
    Plugin plugin = new PluginTest.Bundle("axle", to -> to.stepHandler(handler));
    try (Millrace node = ShortLocks.open(brittle, lock, 3, TestStreams.hire(), plugin)) {
      desk = Desk.ofNewTenant(node);
      item = "H-" + desk.tenant;
      handler.script(
          item,
          (task, call) -> {
            if (call <= 4) {
              away.set(System.nanoTime() + lock.multipliedBy(2).toNanos());
            }
            return Completion.result("booked");
          });

      // when
      hire();
      untilHandedOver();
    }

    // then
    assertThat(handler.calls(item)).hasSizeGreaterThan(4);
  }

  @Test
  void shouldCountABeginningOnceThatMayHaveBeenStored() throws Exception {
    // given
    AtomicInteger losses = new AtomicInteger(3);
    DataSource deaf =
        BrittleDataSource.deaf(
            TestStore.newDatabase(), () -> isHandlers() && losses.getAndDecrement() > 0);
    ScriptedHandler handler = new ScriptedHandler();
    Plugin plugin = new PluginTest.Bundle("axle", to -> to.stepHandler(handler));
    try (Millrace node =
        ShortLocks.open(deaf, Duration.ofSeconds(30), 1, TestStreams.hire(), plugin)) {
      desk = Desk.ofNewTenant(node);
      item = "H-" + desk.tenant;
      handler.script(item, (task, call) -> Completion.result("booked"));

      // when
      hire();
      untilHandedOver();
    }

    // then
    assertThat(losses.get()).isNegative();
    assertThat(handler.calls(item)).hasSize(1);
  }

  @Test
  void shouldLockAnewWhatBeginsLate() throws Exception {
    // given
    Duration lock = Duration.ofSeconds(4);
    AtomicLong away = new AtomicLong(Long.MIN_VALUE); // until when
    DataSource brittle =
        BrittleDataSource.over(
            TestStore.newDatabase(),
            () -> {
              if (!isHandlers()) {
                return false;
              }
              away.compareAndSet(Long.MIN_VALUE, System.nanoTime() + lock.toNanos() * 3 / 4);
              return System.nanoTime() - away.get() < 0;
            });
    ScriptedHandler handler = new ScriptedHandler();
    Plugin plugin = new PluginTest.Bundle("axle", to -> to.stepHandler(handler));
    try (Millrace node = ShortLocks.open(brittle, lock, 3, TestStreams.hire(), plugin)) {
      desk = Desk.ofNewTenant(node);
      item = "H-" + desk.tenant;
      handler.script(
          item,
          (task, call) -> {
            Thread.sleep(lock.dividedBy(2).toMillis());
            return Completion.result("booked");
          });

      // when
      hire();
      untilHandedOver();
    }

    // then
    assertThat(handler.calls(item)).hasSize(1);
  }

  @Test
  void shouldCallNoHandlerAgainWhoseGivingUpIsRepeated() throws Exception {
    // given
    ScriptedHandler handler = new ScriptedHandler();
    AtomicInteger losses = new AtomicInteger(1);
    DataSource brittle =
        BrittleDataSource.over(
            TestStore.newDatabase(),
            () -> isHandlers() && !handler.calls(item).isEmpty() && losses.getAndDecrement() > 0);
    CountDownLatch release = new CountDownLatch(1);
    Plugin plugin = new PluginTest.Bundle("axle", to -> to.stepHandler(handler));
    try (Millrace node =
        ShortLocks.open(brittle, Duration.ofSeconds(1), 1, TestStreams.hire(), plugin)) {
      desk = Desk.ofNewTenant(node);
      item = "H-" + desk.tenant;
      handler.script(
          item,
          (task, call) -> {
            await(release);
            return Completion.result("booked");
          });

      // when
      hire();

      // then
      assertThat(failure().reason()).startsWith("it began 1 times and never came to an end");
      assertThat(losses.get()).isNegative();
      assertThat(handler.calls(item)).hasSize(1);
      release.countDown();
    }
  }

  @Test
  void shouldShowAFailureThatMayHaveBeenStored() throws Exception {
    // given
    DataSource real = TestStore.newDatabase();
    ScriptedHandler handler = new ScriptedHandler();
    AtomicInteger losses = new AtomicInteger(1);
    AtomicInteger repeats = new AtomicInteger();
    DataSource deaf =
        BrittleDataSource.away(
            BrittleDataSource.deaf(
                real,
                () ->
                    isHandlers() && !handler.calls(item).isEmpty() && losses.getAndDecrement() > 0),
            () -> {
              if (isHandlers() && losses.get() <= 0) {
                repeats.incrementAndGet();
              }
              return false;
            });
    Plugin plugin = new PluginTest.Bundle("axle", to -> to.stepHandler(handler));
    Duration lock = Duration.ofSeconds(30);
    try (Millrace node = ShortLocks.open(deaf, lock, 1, TestStreams.hire(), plugin)) {
      desk = Desk.ofNewTenant(node);
      item = "H-" + desk.tenant;
      handler.script(
          item,
          (task, call) -> {
            throw new IllegalStateException("down");
          });

      // when
      hire();
      Eventually.until(repeats::get, count -> count > 0);
    } // which waits for the repeat

    // then
    try (Millrace next = ShortLocks.open(real, lock, 1, TestStreams.hire(), plugin)) {
      desk = Desk.of(next, desk.tenant, "ann");
      assertThat(failure().reason()).contains("down");
      assertThat(desk.ops.work().history(item))
          .extracting(Transition::state)
          .containsOnlyOnce(StepState.BLOCKED);
    }
  }

  @Test
  void shouldNotCountABeginningThatMayHaveBeenStoredAndCalledNobody() throws Exception {
    // given
    AtomicInteger losses = new AtomicInteger(1);
    AtomicLong away = new AtomicLong(System.nanoTime());
    DataSource brittle =
        BrittleDataSource.away(
            BrittleDataSource.deaf(
                TestStore.newDatabase(),
                () -> {
                  boolean first = isHandlers() && losses.getAndDecrement() == 1;
                  if (first) {
                    away.set(System.nanoTime() + Duration.ofMillis(2_500).toNanos());
                  }
                  return first;
                }),
            () -> isHandlers() && System.nanoTime() - away.get() < 0);
    ScriptedHandler handler = new ScriptedHandler();
    Plugin plugin = new PluginTest.Bundle("axle", to -> to.stepHandler(handler));
    try (Millrace node =
        ShortLocks.open(brittle, Duration.ofSeconds(1), 1, TestStreams.hire(), plugin)) {
      desk = Desk.ofNewTenant(node);
      item = "H-" + desk.tenant;
      handler.script(item, (task, call) -> Completion.result("booked"));

      // when
      hire();
      untilHandedOver();
    }

    // then
    assertThat(losses.get()).isNegative();
    assertThat(handler.calls(item)).hasSize(1);
  }
}
