// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.reliability;

import io.millrace.event.Event;
import java.util.UUID;

/**
 * The world outside, in which handlers have effects and to which events are told. It does not
 * refuse repetitions: it counts them. Thread-safe.
 */
interface Recorder {

  /** A handler has been called for a step run. */
  void called(UUID run);

  /** A handler has had its effect. */
  void effect(UUID run);

  /** An event has arrived. */
  void event(Event event);
}
