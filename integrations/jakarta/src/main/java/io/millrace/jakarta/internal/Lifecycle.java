// SPDX-License-Identifier: Apache-2.0
package io.millrace.jakarta.internal;

import io.millrace.engine.Millrace;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * Starts Millrace with the application, so that timers and sinks wait for no first call, and closes
 * it while the beans that it calls are still there. Both come after what the application itself
 * does at its start and end. Used by the CDI container alone, on one thread.
 */
@Singleton
public class Lifecycle {
  private @Nullable Millrace started;

  /** Made by the CDI container. */
  public Lifecycle() {}

  void start(
      @Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) Startup event,
      @Managed Instance<Millrace> millrace) {
    if (millrace.isResolvable()) {
      Millrace managed = millrace.get();
      managed.contributions(); // the first call makes it
      started = managed;
    }
  }

  void end(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) Shutdown event) {
    if (started != null) {
      MillraceDisposer.close(started);
    }
  }
}
