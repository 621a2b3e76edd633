// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Demand;
import io.millrace.model.StepState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Threads that want the same thing: one wins, and the others are told so. */
class ConcurrencyIT {
  private static final int ROUNDS = 15;
  private static final ExecutorService POOL = Executors.newFixedThreadPool(4);
  private static Millrace millrace;
  private Desk desk;

  @BeforeAll
  static void open() {
    millrace = TestStore.builder().build();
  }

  @AfterAll
  static void close() {
    POOL.shutdownNow();
    millrace.close();
  }

  @BeforeEach
  void newTenant() {
    desk = Desk.ofNewTenant(millrace);
  }

  /** What came of several calls that started at once: a result or an exception each. */
  private static List<Object> race(List<Callable<?>> calls) throws Exception {
    CyclicBarrier start = new CyclicBarrier(calls.size());
    List<Future<?>> futures = new ArrayList<>();
    for (Callable<?> call : calls) {
      futures.add(
          POOL.submit(
              () -> {
                start.await(30, TimeUnit.SECONDS);
                return call.call();
              }));
    }
    List<Object> outcomes = new ArrayList<>();
    for (Future<?> future : futures) {
      try {
        outcomes.add(future.get(60, TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        outcomes.add(e.getCause());
      }
    }
    return outcomes;
  }

  @Test
  void shouldLetExactlyOneCompleteAStep() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String item = "INC-" + round;
      desk.submit(item);

      List<Object> outcomes =
          race(
              List.of(
                  () -> desk.complete(item, "register"), () -> desk.complete(item, "register")));

      assertThat(outcomes).filteredOn(Receipt.class::isInstance).hasSize(1);
      assertThat(outcomes).filteredOn(InvalidStateException.class::isInstance).hasSize(1);
      assertThat(desk.ops.work().history(item))
          .extracting(Transition::state)
          .containsExactly(StepState.WAITING, StepState.DONE, StepState.WAITING);
    }
  }

  @Test
  void shouldLetCancellingAndCompletingFollowOneAnother() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String item = "INC-" + round;
      desk.submit(item);
      desk.complete(item, "register");

      List<Object> outcomes =
          race(
              List.of(
                  () -> desk.complete(item, "investigate", "specialist"),
                  () -> desk.ops.work().cancel(Cancel.of(item, "race"))));

      assertThat(outcomes.get(1)).isInstanceOf(Receipt.class);
      assertThat(outcomes.get(0)).isInstanceOfAny(Receipt.class, InvalidStateException.class);
      assertThat(desk.item(item).openSteps()).isEmpty();
    }
  }

  @Test
  void shouldReturnOneResultForTheSameCommandAtOnce() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String item = "INC-" + round;
      desk.submit(item);
      Callable<Receipt> call =
          () -> desk.ops.work().complete(CompleteStep.of(item, "register").commandId("c-" + item));

      List<Object> outcomes = race(List.of(call, call, call));

      assertThat(outcomes).allMatch(Receipt.class::isInstance);
      assertThat(outcomes).filteredOn(r -> !((Receipt) r).repeated()).hasSize(1);
    }
  }

  @Test
  void shouldNotLetBatchesWaitForEachOther() throws Exception {
    desk.submit("A");
    desk.submit("B");
    for (int round = 0; round < ROUNDS; round++) {
      List<Object> outcomes =
          race(
              List.of(
                  () -> desk.ops.work().performAll(touch("A", "B")),
                  () -> desk.ops.work().performAll(touch("B", "A"))));

      assertThat(outcomes).allMatch(List.class::isInstance);
    }
  }

  private static List<WorkRequest<?>> touch(String first, String second) {
    return List.of(
        BlockStep.of(first, "x"),
        UnblockStep.of(first),
        BlockStep.of(second, "x"),
        UnblockStep.of(second));
  }

  @Test
  void shouldCompleteTheVendorsTicketAndItsFollowUpAtOnce() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String item = "INC-" + round;
      desk.submit(item);
      desk.complete(item, "register");
      desk.complete(item, "investigate", "vendorTicket");

      List<Object> outcomes =
          race(
              List.of(
                  () -> desk.complete(item, "vendorTicket"),
                  () -> desk.complete(item, "followVendorIncident")));

      assertThat(outcomes).allMatch(Receipt.class::isInstance);
      assertThat(desk.openSteps(item)).containsExactly("deployFix");
    }
  }

  @Test
  void shouldAcceptABatchOfThousands() {
    List<Demand> demands =
        IntStream.range(0, 10_000)
            .mapToObj(i -> Demand.builder("D-" + i).title("demand " + i).build())
            .toList();

    List<Receipt> receipts = desk.ops.intake().submitAll(demands);

    assertThat(receipts).hasSize(10_000);
    assertThat(desk.ops.work().search(WorklistQuery.all().page(9_990, 50)).entries()).hasSize(10);
    assertThat(desk.ops.flow().report(FlowQuery.all()).arrived()).isEqualTo(10_000);
  }
}
