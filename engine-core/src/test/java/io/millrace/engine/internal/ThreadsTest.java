// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("no-store")
class ThreadsTest {
  private static final InheritableThreadLocal<@Nullable String> USER =
      new InheritableThreadLocal<>();

  @Test
  void shouldTakeNothingOverFromWhoNeedsAThread() {
    // given
    CompletableFuture<String> seen = new CompletableFuture<>();
    ClassLoader loader = new ClassLoader() {};
    Runnable look =
        () ->
            seen.complete(
                USER.get() + " " + (Thread.currentThread().getContextClassLoader() == loader));
    USER.set("ann");

    // when
    Thread thread = Threads.daemon(look, "millrace-test", loader);
    thread.start();

    // then
    assertThat(seen.join()).isEqualTo("null true");
    assertThat(thread.isDaemon()).isTrue();
    USER.remove();
  }
}
