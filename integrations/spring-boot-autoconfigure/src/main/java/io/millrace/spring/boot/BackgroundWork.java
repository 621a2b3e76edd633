// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import io.millrace.engine.Millrace;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * Has Millrace begin its work in the background when the application has started: handlers and
 * sinks are called when all beans are there, and not before. Ends nothing: closing Millrace does.
 * Thread-safe.
 */
final class BackgroundWork implements SmartLifecycle {
  private volatile @Nullable Millrace millrace;
  private volatile boolean running;

  /** Takes the Millrace whose work is to begin. */
  void of(Millrace built) {
    millrace = built;
  }

  @Override
  public void start() {
    Millrace built = millrace;
    if (built != null) {
      built.beginWork();
    }
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
