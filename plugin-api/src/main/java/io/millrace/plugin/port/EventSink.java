// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin.port;

import io.millrace.api.HostImplements;
import io.millrace.event.Event;

/**
 * Takes what happened, after it was committed.
 *
 * <p>Events come through the outbox: at least once, in order per work item, one at a time for each
 * work item, on a thread of Millrace's own and outside any transaction of the host. An exception
 * puts the delivery off; the events of the same item wait behind it, those of other items and those
 * for other sinks do not. An event that was refused too often is parked until somebody replays or
 * skips it. A call that outlasts the engine's sink budget is interrupted and counts as refused; the
 * sink is called again on that node only when the call has returned.
 */
@FunctionalInterface
@HostImplements
public interface EventSink {

  /**
   * Takes one event; returning means that it need not be delivered again.
   *
   * @throws Exception to have it delivered again later
   */
  void take(Event event) throws Exception;
}
