// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Duration;
import java.util.List;

/**
 * Measures flow from the recorded step runs. Thread-safe; reads only.
 *
 * <p>The words are those of queueing theory and Kanban: waiting is time in a queue, working and
 * blocked together are the cycle time, waiting and cycle time together are the lead time. At each
 * instant a work item is working if any of its steps is worked on, else blocked if any is blocked,
 * else waiting. Lead time ends at the last close; steps that arrive after a close do not count, and
 * a time spent closed before a reopening counts as waiting. Cancelled work items are left out.
 */
public interface Flow {

  /** The figures of a stream, or of all, over a window of time. */
  FlowReport report(FlowQuery query);

  /**
   * The figures at regular instants, from the start of the window to its end, both included.
   *
   * @param every the distance of the instants; the window may hold at most 100,000 of them
   */
  List<FlowPoint> series(FlowQuery query, Duration every);
}
