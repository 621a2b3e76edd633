// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import io.millrace.event.Event;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts, and keeps nothing: a program that watches its own heap needs such a world. Thread-safe.
 */
final class Tally implements Recorder {
  private final LongAdder effects = new LongAdder();
  private final LongAdder events = new LongAdder();

  @Override
  public void called(UUID run) {
    // the effect counts
  }

  @Override
  public void effect(UUID run) {
    effects.increment();
  }

  @Override
  public void event(Event event) {
    events.increment();
  }

  long effects() {
    return effects.sum();
  }

  long events() {
    return events.sum();
  }
}
