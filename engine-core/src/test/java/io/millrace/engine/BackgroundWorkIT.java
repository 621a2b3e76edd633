// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.Demand;
import io.millrace.plugin.port.StepHandler.Completion;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What nobody calls a node for waits until the node begins with it. */
class BackgroundWorkIT {
  private final ScriptedHandler handler = new ScriptedHandler();
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  private MillraceBuilder builder() {
    return TestStore.builder()
        .valueStream(TestStreams.hire())
        .plugin(
            new PluginTest.Bundle(
                "axle",
                to ->
                    to.stepHandler(handler)
                        .eventSink("audit", event -> heard.add(String.valueOf(event.item())))));
  }

  private Desk hire(Millrace millrace) {
    Desk desk = Desk.ofNewTenant(millrace);
    handler.script("H", (task, call) -> Completion.result("booked"));
    desk.ops.intake().submit(Demand.builder("H").title("A bike").stream("hire").build());
    return desk;
  }

  @Test
  void shouldWaitUntilItBegins() throws Exception {
    try (Millrace millrace = builder().backgroundWork(false).build()) {
      Desk desk = hire(millrace);
      Thread.sleep(3_000); // three rounds of the handlers and of the sink

      assertThat(handler.calls("H")).isEmpty();
      assertThat(heard).isEmpty();
      assertThat(timerThreads()).isEmpty();
      assertThat(millrace.status().steps().count()).isEqualTo(1);

      millrace.beginWork();
      millrace.beginWork();

      Eventually.until(() -> desk.openSteps("H"), List.of("handOver")::equals);
      Eventually.until(heard::size, size -> size > 0);
      assertThat(timerThreads()).hasSize(1);
    }
  }

  @Test
  void shouldNotBeginWhenItIsClosed() {
    Millrace millrace = builder().backgroundWork(false).build();
    millrace.close();

    assertThatThrownBy(millrace::beginWork).isInstanceOf(InvalidStateException.class);
    assertThat(timerThreads()).isEmpty();
  }

  private static List<Thread> timerThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("millrace-\\d+-timers"))
        .toList();
  }
}
