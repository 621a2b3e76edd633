// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Demand;
import io.millrace.model.WorkItemState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Threads that act on both ends of a call at once. */
class CallConcurrencyIT {
  private static final int ROUNDS = 25;

  @Test
  void shouldLetTheEndsOfACallFollowOneAnother() throws Exception {
    MillraceBuilder builder = TestStore.builder();
    CallStreams.all().forEach(builder::valueStream);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (Millrace millrace = builder.build()) {
      Desk desk = Desk.ofNewTenant(millrace);
      for (int round = 0; round < ROUNDS; round++) {
        // given
        String parent = "P-" + round;
        String child = parent + "/mend";
        desk.submit(Demand.builder(parent).title("x").stream("deep"));
        desk.complete(parent, "look");
        desk.complete(child, "look");

        // when
        List<Object> results =
            race(
                pool,
                List.of(
                    () -> desk.complete(child + "/mend", "work", "broken"),
                    () -> desk.ops.work().cancel(Cancel.of(parent, "race")),
                    () -> desk.ops.work().cancel(Cancel.of(child, "race")),
                    () ->
                        desk.ops
                            .work()
                            .reclassify(Reclassify.of(child + "/mend", "race").stream("hurry"))));

        // then
        assertThat(results)
            .as("round %d", round)
            .allMatch(one -> one instanceof Receipt || one instanceof InvalidStateException);
        assertThat(results.get(1)).isInstanceOf(Receipt.class);
        for (String item : List.of(parent, child, child + "/mend")) {
          assertThat(desk.item(item).state())
              .as(item)
              .isIn(WorkItemState.CANCELLED, WorkItemState.CLOSED, WorkItemState.OPEN);
          assertThat(desk.openSteps(item).isEmpty())
              .as("%s in round %d: %s", item, round, desk.item(item))
              .isEqualTo(desk.item(item).state() != WorkItemState.OPEN || isThrough(desk, item));
        }
        assertThat(desk.item(parent).state()).isEqualTo(WorkItemState.CANCELLED);
        assertThat(desk.item(child).state()).isEqualTo(WorkItemState.CANCELLED);
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** Its stream has ended without a milestone. */
  private static boolean isThrough(Desk desk, String item) {
    return "broken".equals(desk.item(item).outcome());
  }

  private static List<Object> race(ExecutorService pool, List<Callable<?>> calls) throws Exception {
    CyclicBarrier start = new CyclicBarrier(calls.size());
    List<Future<?>> futures = new ArrayList<>();
    for (Callable<?> call : calls) {
      futures.add(
          pool.submit(
              () -> {
                start.await(30, TimeUnit.SECONDS);
                return call.call();
              }));
    }
    List<Object> results = new ArrayList<>();
    for (Future<?> future : futures) {
      try {
        results.add(future.get(60, TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        results.add(e.getCause());
      }
    }
    return results;
  }
}
