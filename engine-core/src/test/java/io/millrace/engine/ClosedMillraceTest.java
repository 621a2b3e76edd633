// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.plugin.port.StepHandler;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Hosts that keep a closed Millrace must not keep its process engine. */
class ClosedMillraceTest {

  @Test
  void shouldLetGoOfEverythingOnceItIsClosed() throws InterruptedException {
    // given
    AtomicReference<Handler> brought = new AtomicReference<>(new Handler());
    WeakReference<Handler> kept = new WeakReference<>(brought.get());
    Millrace millrace = open(brought.getAndSet(null));
    Desk.ofNewTenant(millrace).submit("INC-1");

    // when
    millrace.close();

    // then
    for (int i = 0; i < 100 && kept.get() != null; i++) {
      System.gc();
      Thread.sleep(100);
    }
    assertThat(kept.get()).as("what a plugin of %s brought", millrace).isNull();
  }

  private static Millrace open(Handler handler) {
    return TestStore.builder()
        .plugin(new PluginTest.Bundle("axle", to -> to.stepHandler(handler)))
        .build();
  }

  private static final class Handler implements StepHandler {
    @Override
    public String name() {
      return "booking";
    }

    @Override
    public Completion handle(Task task) {
      return Completion.done();
    }
  }
}
