// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Demand;
import io.millrace.model.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What submission promises: once, whole, and the same answer for the same demand. */
class IntakeTest {
  private static final TestClock CLOCK = new TestClock();
  private static Millrace millrace;
  private Desk desk;

  @BeforeAll
  static void open() {
    millrace = TestStore.builder().clock(CLOCK).build();
  }

  @AfterAll
  static void close() {
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    CLOCK.set(TestClock.START);
    desk = Desk.ofNewTenant(millrace);
  }

  private static Demand.Builder printer() {
    return Demand.builder("REQ-1").title("The printer is out of paper").fact("impact", 3);
  }

  @Test
  void shouldReturnTheFirstReceiptForTheSameDemand() {
    // given
    Receipt first = desk.submit(printer());
    CLOCK.forward(Duration.ofHours(1));
    desk.complete("REQ-1", "register");

    // when
    Receipt again = desk.submit(printer());

    // then
    assertThat(first.repeated()).isFalse();
    assertThat(again.repeated()).isTrue();
    assertThat(again.item()).isEqualTo(first.item());
    assertThat(again.decisions()).isEqualTo(first.decisions());
    assertThat(desk.openSteps("REQ-1")).containsExactly("investigate");
  }

  @Test
  void shouldNotMindTheOrderOfFacts() {
    desk.submit(printer().fact("urgency", 2).fact("floor", "3rd"));

    assertThat(
            desk.submit(
                    Demand.builder("REQ-1")
                        .title("The printer is out of paper")
                        .fact("floor", "3rd")
                        .fact("urgency", 2)
                        .fact("impact", 3))
                .repeated())
        .isTrue();
  }

  @Test
  void shouldRefuseTheSameIdWithOtherContent() {
    desk.submit(printer());

    List<Demand.Builder> others =
        List.of(
            printer().title("The printer burns"),
            printer().description("since today"),
            printer().requester("bob"),
            printer().fact("impact", 2),
            printer().fact("impact", "3"),
            printer().fact("urgency", 1),
            printer().stream("restore-live-service"),
            printer().occurredAt(TestClock.START));
    for (Demand.Builder other : others) {
      assertThatThrownBy(() -> desk.submit(other))
          .isInstanceOf(ConflictException.class)
          .hasMessage(
              "Expected demand 'REQ-1' to say what it said when it was first submitted, but its"
                  + " content differs.\nMaybe submit it under another id, or send the change as an"
                  + " update of facts.")
          .extracting(e -> ((ConflictException) e).id())
          .isEqualTo("REQ-1");
    }
    assertThat(desk.item("REQ-1").title()).isEqualTo("The printer is out of paper");
  }

  @Test
  void shouldTellDemandsApartThatOnlyLookAlike() {
    desk.submit(Demand.builder("D").title("a").description("b, description="));

    assertThatThrownBy(
            () -> desk.submit(Demand.builder("D").title("a, description=b").description("")))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  void shouldOpenAnItemWhenTheDemandArose() {
    Instant yesterday = TestClock.START.minus(Duration.ofDays(1));

    Receipt said = desk.submit(Demand.builder("D-1").title("x").occurredAt(yesterday));
    Receipt now = desk.submit(Demand.builder("D-2").title("x"));

    assertThat(said.item().openedAt()).isEqualTo(yesterday);
    assertThat(now.item().openedAt()).isEqualTo(TestClock.START);
  }

  @Test
  void shouldAcceptManyInTheirOrder() {
    List<Demand> demands =
        IntStream.range(0, 20)
            .mapToObj(i -> Demand.builder("D-" + (20 - i)).title("demand " + i).build())
            .toList();

    List<Receipt> receipts = desk.ops.intake().submitAll(demands);

    assertThat(receipts)
        .extracting(receipt -> receipt.item().id())
        .containsExactlyElementsOf(demands.stream().map(Demand::id).toList());
    assertThat(desk.ops.work().search(WorklistQuery.all()).total()).isEqualTo(20);
  }

  @Test
  void shouldAcceptAllOrNothing() {
    desk.submit(printer());

    assertThatThrownBy(
            () ->
                desk.ops
                    .intake()
                    .submitAll(
                        List.of(
                            Demand.builder("D-1").title("fine").build(),
                            printer().title("other content").build())))
        .isInstanceOf(ConflictException.class);

    assertThat(desk.ops.work().find("D-1")).isEmpty();
    assertThat(desk.ops.decisions().ofItem("D-1")).isEmpty();
  }

  @Test
  void shouldMarkOnlyTheRepeatedOnesOfMany() {
    desk.submit(printer());

    List<Receipt> receipts =
        desk.ops
            .intake()
            .submitAll(List.of(Demand.builder("D-1").title("new").build(), printer().build()));

    assertThat(receipts).extracting(Receipt::repeated).containsExactly(false, true);
  }

  @Test
  void shouldRefuseAnIdThatIsTwiceInOneSubmission() {
    assertThatThrownBy(
            () -> desk.ops.intake().submitAll(List.of(printer().build(), printer().build())))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "Expected each demand of one submission to have its own id, but 'REQ-1' is there"
                + " twice.\nMaybe submit the second one separately.");
  }

  @Test
  void shouldAcceptOnceWhenThreadsSubmitTheSameAtOnce() throws Exception {
    // given
    int threads = 4;
    CyclicBarrier start = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);

    // when
    List<Receipt> receipts = new ArrayList<>();
    try {
      for (int round = 0; round < 10; round++) {
        Demand demand = Demand.builder("D-" + round).title("at once").build();
        List<Future<Receipt>> calls = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
          calls.add(
              pool.submit(
                  () -> {
                    start.await(30, TimeUnit.SECONDS);
                    return desk.ops.intake().submit(demand);
                  }));
        }
        for (Future<Receipt> call : calls) {
          receipts.add(call.get(30, TimeUnit.SECONDS));
        }
      }
    } finally {
      pool.shutdownNow();
    }

    // then
    assertThat(receipts).hasSize(40);
    assertThat(receipts).filteredOn(receipt -> !receipt.repeated()).hasSize(10);
    assertThat(receipts.stream().map(Receipt::item).distinct()).hasSize(10);
  }
}
