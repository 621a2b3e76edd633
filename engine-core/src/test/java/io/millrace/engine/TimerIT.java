// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.EventType;
import io.millrace.model.Caller;
import io.millrace.model.Demand;
import io.millrace.model.StepRun;
import io.millrace.plugin.Contributions;
import io.millrace.plugin.Plugin;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimerIT {

  @Test
  void shouldComeToTheNextStepWhenATimerRunsOut() throws InterruptedException {
    // given
    Arrived arrived = new Arrived(new CountDownLatch(1));
    try (Millrace millrace =
        TestStore.builder().valueStream(TestStreams.hireAfterATimer()).plugin(arrived).build()) {
      Operations desk = millrace.as(Caller.system());

      // when
      Receipt receipt = desk.intake().submit(Demand.builder("HIRE-1").stream("hire").build());

      // then
      assertThat(receipt.item().openSteps()).isEmpty();
      assertThat(arrived.latch().await(90, TimeUnit.SECONDS)).isTrue();
      assertThat(desk.work().find("HIRE-1").orElseThrow().openSteps())
          .extracting(StepRun::step)
          .containsExactly("handOver");
      assertThat(desk.work().history("HIRE-1"))
          .extracting(Transition::actor)
          .containsExactly("engine");
      assertThat(threads())
          .anyMatch(thread -> thread.getName().matches("millrace-\\d+-timers"))
          .anyMatch(thread -> thread.getName().matches("millrace-\\d+-timers-1"))
          .noneMatch(Thread::isDaemon);
    }
    assertThat(threads()).as("when it is closed").isEmpty();
  }

  @Test
  void shouldTakeNothingOverFromTheThreadThatBuilds() throws InterruptedException {
    // given
    AtomicReference<List<Boolean>> daemons = new AtomicReference<>(List.of());
    Thread builder =
        new Thread(
            () -> {
              try (Millrace millrace = TestStore.builder().build()) {
                assertThat(millrace.status()).isNotNull();
                daemons.set(threads().stream().map(Thread::isDaemon).toList());
              }
            });
    builder.setDaemon(true);

    // when
    builder.start();
    builder.join();

    // then
    assertThat(daemons.get()).isNotEmpty().containsOnly(false);
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("-timers"))
        .toList();
  }

  /** Hears of a step that has begun to wait. */
  private record Arrived(CountDownLatch latch) implements Plugin {
    @Override
    public String id() {
      return "arrived";
    }

    @Override
    public void contribute(Contributions contributions) {
      contributions.eventSink(
          "test",
          event -> {
            if (event.type() == EventType.STEP_WAITING) {
              latch.countDown();
            }
          });
    }
  }
}
