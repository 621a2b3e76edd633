// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static io.millrace.engine.internal.TestLayers.BASE_TEAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.engine.internal.LayeredMillrace;
import io.millrace.engine.internal.TestLayers;
import io.millrace.engine.internal.TestPack;
import io.millrace.engine.internal.packs.ScenarioCheck;
import io.millrace.model.MillraceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens to loaded packs when others take their place. */
@Tag("no-store")
class PackReloadTest {
  private final TestClock clock = new TestClock();
  private final TestLayers layers = new TestLayers();
  private final ExecutorService pool = Executors.newFixedThreadPool(4);
  private Millrace millrace;

  @BeforeEach
  void open() {
    millrace = LayeredMillrace.open(clock, layers, new ScenarioCheck());
  }

  @AfterEach
  void close() {
    pool.shutdownNow();
    millrace.close();
  }

  private TestPack reachable(String version) {
    return layers.reachable().stream()
        .filter(pack -> pack.ref().version().equals(version) && !pack.isClosed())
        .filter(pack -> pack.ref().id().equals("house"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldForgetOldPacksAndMixNothingUpInFiftyReloads() throws Exception {
    Desk one = Desk.ofNewTenant(millrace);
    Desk two = Desk.ofNewTenant(millrace);
    Desk bare = Desk.ofNewTenant(millrace);

    for (int i = 0; i < 50; i++) {
      one.activatePack("house", "v" + i, "one-" + i);
      two.activatePack("house", "v" + i, "two-" + i);
      assertThat(one.routedTo()).isEqualTo("one-" + i);
      assertThat(two.routedTo()).isEqualTo("two-" + i);
      assertThat(bare.routedTo()).isEqualTo(BASE_TEAM);
    }

    assertThat(layers.count()).isGreaterThan(100);
    assertThat(awaitReachable(3))
        .as("the base and one pack for each of the two tenants")
        .extracting(pack -> pack.ref().version())
        .containsExactlyInAnyOrder("1", "v49", "v49");
    assertThat(layers.reachable()).noneMatch(TestPack::isClosed);
  }

  private List<TestPack> awaitReachable(int count) throws InterruptedException {
    for (int round = 0; round < 100 && layers.reachable().size() > count; round++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(20); // the collector has no event to wait for
    }
    return layers.reachable();
  }

  @Test
  void shouldLetDecisionsFinishOnThePackThatTheyBeganWith() throws Exception {
    // given
    Desk desk = Desk.ofNewTenant(millrace);
    desk.activatePack("house", "old", "old-desk");
    TestPack old = reachable("old");
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    AtomicBoolean closedWhileDeciding = new AtomicBoolean();
    old.whileDeciding(
        () -> {
          inside.countDown();
          await(goOn);
          closedWhileDeciding.set(old.isClosed());
        });
    Future<Receipt> running = pool.submit(() -> desk.submit("INC-1"));
    await(inside);

    // when
    desk.activatePack("house", "new", "new-desk");

    // then
    assertThat(desk.routedTo()).isEqualTo("new-desk");
    assertThat(old.isClosed()).isFalse();
    goOn.countDown();
    assertThat(running.get(30, TimeUnit.SECONDS).item().team()).isEqualTo("old-desk");
    assertThat(closedWhileDeciding).isFalse();
    assertThat(old.isClosed()).isTrue();
  }

  @Test
  void shouldDecideWithoutAGapWhilePacksAreSwapped() throws Exception {
    // given
    Desk desk = Desk.ofNewTenant(millrace);
    desk.activatePack("house", "v0", "team-0");
    AtomicBoolean done = new AtomicBoolean();
    List<Future<Integer>> deciders = new ArrayList<>();
    for (int thread = 0; thread < 2; thread++) {
      deciders.add(pool.submit(() -> decideUntil(done, desk)));
    }

    // when
    for (int i = 1; i <= 20; i++) {
      desk.activatePack("house", "v" + i, "team-" + i);
    }
    done.set(true);

    // then
    for (Future<Integer> decider : deciders) {
      assertThat(decider.get(60, TimeUnit.SECONDS)).isPositive();
    }
  }

  /** The teams' numbers never go back: the swap is one step. */
  private static int decideUntil(AtomicBoolean done, Desk desk) {
    int decisions = 0;
    int last = 0;
    while (!done.get() || decisions == 0) {
      int number = Integer.parseInt(desk.routedTo().substring("team-".length()));
      assertThat(number).isGreaterThanOrEqualTo(last);
      last = number;
      decisions++;
    }
    return decisions;
  }

  @Test
  void shouldLoadAPlannedPackBeforeItsTime() throws Exception {
    // given
    Desk desk = Desk.ofNewTenant(millrace);
    desk.activatePack("house", "v1", "team-1");
    Policies policies = desk.ops.policies();
    policies.activate(
        PackActivation.of(policies.add(TestLayers.pack("house", "v2", "team-2")), "plan")
            .effectiveFrom(clock.instant().plus(Duration.ofHours(1))));
    int assembled = layers.count();

    // when
    clock.forward(Duration.ofHours(1));

    // then
    assertThat(desk.routedTo()).isEqualTo("team-2");
    assertThat(layers.count()).isEqualTo(assembled);
    for (int round = 0; round < 500 && !isClosed("v1"); round++) {
      TimeUnit.MILLISECONDS.sleep(10); // the poll lets the old one go
    }
    assertThat(isClosed("v1")).isTrue();
  }

  private boolean isClosed(String version) {
    return layers.reachable().stream()
        .filter(pack -> pack.ref().version().equals(version))
        .allMatch(TestPack::isClosed);
  }

  @Test
  void shouldKeepNoMorePacksLoadedThanThereIsRoomFor() {
    // given
    try (Millrace small = LayeredMillrace.small(clock, layers, 2)) {
      List<Desk> desks = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Desk desk = Desk.ofNewTenant(small);
        desk.activatePack("house", "v" + i, "team-" + i);
        desks.add(desk);
      }

      // when
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 5; i++) {
          assertThat(desks.get(i).routedTo()).isEqualTo("team-" + i);
        }
      }

      // then
      assertThat(layers.reachable())
          .filteredOn(pack -> pack.ref().id().equals("house") && !pack.isClosed())
          .hasSize(2);
    }
  }

  @Test
  void shouldCloseEveryPackWhenItCloses() {
    Desk one = Desk.ofNewTenant(millrace);
    one.activatePack("house", "v1", "team-1");
    String item = "INC-1";
    one.submit(item);
    UUID decision = one.ops.decisions().ofItem(item).get(0).id();
    one.activatePack("house", "v2", "team-2");
    one.ops.decisions().explain(decision); // loads the old one once more

    List<TestPack> open = layers.reachable().stream().filter(pack -> !pack.isClosed()).toList();
    millrace.close();

    assertThat(open).hasSize(3).allMatch(TestPack::isClosed);
    assertThatThrownBy(() -> one.routedTo())
        .isInstanceOf(MillraceException.class)
        .hasMessage(
            "Expected this Millrace to be open, but it was closed.\n"
                + "Maybe build a new one, or close it later.");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
