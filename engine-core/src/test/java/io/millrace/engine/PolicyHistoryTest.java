// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static io.millrace.engine.internal.TestLayers.BASE_TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.internal.LayeredMillrace;
import io.millrace.engine.internal.TestLayers;
import io.millrace.engine.internal.packs.ScenarioCheck;
import io.millrace.model.PackRef;
import io.millrace.rules.PackLoadException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a tenant goes back, and what its history says. */
class PolicyHistoryTest {
  private static final TestClock CLOCK = new TestClock();
  private static final TestLayers LAYERS = new TestLayers();
  private static Millrace millrace;
  private Desk desk;
  private Policies policies;

  @BeforeAll
  static void open() {
    millrace = LayeredMillrace.open(CLOCK, LAYERS, new ScenarioCheck());
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
    policies = desk.ops.policies();
  }

  @Test
  void shouldGoBackStepByStep() {
    PackRef one = desk.activatePack("house", "1", "one-desk").pack();
    PackRef two = desk.activatePack("house", "2", "two-desk").pack();
    desk.activatePack("house", "3", "three-desk");

    ActivationRecord back = policies.rollback("three is wrong");

    assertThat(back)
        .isEqualTo(
            new ActivationRecord(
                4,
                PackChange.ROLLED_BACK,
                two,
                CLOCK.instant(),
                CLOCK.instant(),
                "ann",
                "three is wrong"));
    assertThat(desk.routedTo()).isEqualTo("two-desk");
    assertThat(policies.rollback("two as well").pack()).isEqualTo(one);
    assertThat(desk.routedTo()).isEqualTo("one-desk");
    assertThat(policies.rollback("all of them").pack()).isNull();
    assertThat(desk.routedTo()).isEqualTo(BASE_TEAM);
    assertThatThrownBy(() -> policies.rollback("further"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage(
            "Expected tenant '"
                + desk.tenant
                + "' to have a pack in force to go back from, but it has none.\n"
                + "Maybe look at the history, or activate the pack that is wanted.");
    assertThat(policies.history().entries())
        .extracting(ActivationRecord::number)
        .containsExactly(6L, 5L, 4L, 3L, 2L, 1L);
  }

  @Test
  void shouldGoBackFromWhatFollowedAGoingBack() {
    desk.activatePack("house", "1", "one-desk");
    desk.activatePack("house", "2", "two-desk");
    policies.rollback("two is wrong");
    desk.activatePack("house", "3", "three-desk");

    policies.rollback("three is wrong");
    assertThat(desk.routedTo()).isEqualTo("one-desk");
    policies.rollback("one is wrong");
    assertThat(desk.routedTo()).isEqualTo(BASE_TEAM);
  }

  @Test
  void shouldGoBackToAnotherPackWhenOneWasActivatedTwice() {
    desk.activatePack("house", "1", "one-desk");
    desk.activatePack("house", "2", "two-desk");
    desk.activatePack("house", "2", "two-desk");

    policies.rollback("two is wrong");

    assertThat(desk.routedTo()).isEqualTo("one-desk");
  }

  @Test
  void shouldGoBackOnceForOneCommand() {
    desk.activatePack("house", "1", "one-desk");
    desk.activatePack("house", "2", "two-desk");

    ActivationRecord first = policies.rollback("wrong", "c-9");
    ActivationRecord again = policies.rollback("wrong", "c-9");

    assertThat(again).isEqualTo(first);
    assertThat(desk.routedTo()).isEqualTo("one-desk");
  }

  @Test
  void shouldNotGoBackToAPackThatDoesNotLoadAnyMore() {
    desk.activatePack("spoilt-3", "1", "one-desk");
    desk.activatePack("house", "2", "two-desk");
    LAYERS.refuse("spoilt-3");

    assertThatThrownBy(() -> policies.rollback("two is wrong"))
        .isInstanceOf(PackLoadException.class);

    assertThat(desk.routedTo()).isEqualTo("two-desk");
    policies.deactivate("then none");
    assertThat(desk.routedTo()).isEqualTo(BASE_TEAM);
  }

  @Test
  void shouldGoOnWithoutAPackOfItsOwn() {
    PackRef one = desk.activatePack("house", "1", "one-desk").pack();

    ActivationRecord done = policies.deactivate("not now");

    assertThat(done.change()).isEqualTo(PackChange.DEACTIVATED);
    assertThat(done.pack()).isNull();
    assertThat(desk.routedTo()).isEqualTo(BASE_TEAM);
    assertThatThrownBy(() -> policies.deactivate("again"))
        .isInstanceOf(InvalidStateException.class)
        .hasMessage(
            "Expected tenant '"
                + desk.tenant
                + "' to have a pack of its own, in force or planned, but it has none.\n"
                + "Maybe do nothing: the shared policies decide.");
    assertThat(policies.rollback("it was good").pack()).isEqualTo(one);
    assertThat(desk.routedTo()).isEqualTo("one-desk");
  }

  @Test
  void shouldWithdrawPlansWhenGoingBack() {
    // given
    Instant morning = CLOCK.instant().plus(Duration.ofDays(1));
    PackRef one = desk.activatePack("house", "1", "one-desk").pack();
    desk.activatePack("house", "2", "two-desk");
    PackRef plan = desk.addPack("house", "3", "three-desk");
    policies.activate(PackActivation.of(plan, "a plan").effectiveFrom(morning));

    // when
    policies.rollback("stop everything");

    // then
    assertThat(policies.activeAt(morning)).isEqualTo(one);
    assertThat(policies.history().entries().get(0))
        .isEqualTo(
            new ActivationRecord(
                5, PackChange.WITHDRAWN, one, morning, CLOCK.instant(), "ann", "stop everything"));
    CLOCK.set(morning);
    assertThat(desk.routedTo()).isEqualTo("one-desk");
    policies.rollback("one as well");
    assertThat(desk.routedTo()).isEqualTo(BASE_TEAM);
  }

  @Test
  void shouldKnowWhatWasInForceWhenTheClockGoesBack() {
    Instant first = CLOCK.instant();
    for (int hour = 0; hour < 15; hour++) {
      CLOCK.set(first.plus(Duration.ofHours(hour)));
      desk.activatePack("house", "v" + hour, "team-" + hour);
    }

    for (int hour : new int[] {14, 3, 0, 12}) {
      CLOCK.set(first.plus(Duration.ofHours(hour)));
      assertThat(desk.routedTo()).isEqualTo("team-" + hour);
    }
    CLOCK.set(first.minusMillis(1));
    assertThat(desk.routedTo()).isEqualTo(BASE_TEAM);
    CLOCK.set(first.plus(Duration.ofHours(15)));
  }

  @Test
  void shouldFollowPlansHoweverManyThereAre() {
    Instant first = CLOCK.instant();
    PackRef[] packs = {
      desk.addPack("house", "0", "even-desk"), desk.addPack("house", "1", "odd-desk")
    };
    for (int day = 1; day <= 100; day++) {
      Instant then = first.plus(Duration.ofDays(day));
      policies.activate(PackActivation.of(packs[day % 2], "plan").effectiveFrom(then));
    }

    for (int day : new int[] {1, 2, 99, 100, 101}) {
      CLOCK.set(first.plus(Duration.ofDays(day)));
      assertThat(desk.routedTo()).isEqualTo(day % 2 == 1 && day < 100 ? "odd-desk" : "even-desk");
    }
  }

  @Test
  void shouldNumberTheEntriesOfThreadsThatActivateAtOnce() throws Exception {
    PackRef one = desk.addPack("house", "1", "one-desk");
    PackRef two = desk.addPack("house", "2", "two-desk");
    ExecutorService pool = Executors.newFixedThreadPool(2);
    List<Future<?>> threads = new ArrayList<>();
    for (PackRef pack : List.of(one, two)) {
      threads.add(
          pool.submit(
              () -> {
                for (int i = 0; i < 15; i++) {
                  policies.activate(PackActivation.of(pack, "race"));
                }
              }));
    }
    for (Future<?> thread : threads) {
      thread.get(60, TimeUnit.SECONDS);
    }
    pool.shutdown();

    Page<ActivationRecord> history = policies.history();
    assertThat(history.entries())
        .extracting(ActivationRecord::number)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 30).mapToObj(i -> 31 - i).toList());
    assertThat(policies.active()).isEqualTo(history.entries().get(0).pack());
  }
}
