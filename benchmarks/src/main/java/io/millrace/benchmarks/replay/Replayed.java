// SPDX-License-Identifier: Apache-2.0
package io.millrace.benchmarks.replay;

import io.millrace.logs.LogEvent;
import java.util.List;

/** Takes the events of a log, in order. Used by one thread. */
interface Replayed extends AutoCloseable {

  /** What the report calls it. */
  String name();

  /** Takes every event, until the last incident has ended. */
  void replay(List<LogEvent> events);

  /** How many incidents are closed. */
  long closed();

  @Override
  void close();
}
