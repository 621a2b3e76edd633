// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.time.Instant;
import java.util.List;

/**
 * Flow over a window of time. Immutable. Times are in hours; distributions are over the work items
 * that were closed for the last time in the window.
 *
 * <p>Little's law holds exactly where every work item opens and closes in the window: average work
 * in progress = throughput x mean lead time (J. D. C. Little, 1961).
 *
 * @param from the start of the window
 * @param to the end of the window
 * @param arrived work items opened in the window
 * @param departed work items closed for the last time in the window
 * @param leadHours from opening to last close
 * @param cycleHours working and blocked
 * @param waitingHours in a queue
 * @param workingHours worked on
 * @param blockedHours unable to proceed
 * @param handOffs changes of team per work item, not counting the first team
 * @param averageInSystem time-average of work items in the system (queued ones too)
 * @param averageWaiting time-average of work items in a queue
 * @param averageWorking time-average of work items worked on
 * @param averageBlocked time-average of work items unable to proceed
 * @param throughputPerHour departures per hour of the window
 * @param steps figures by step, in the order of stream and step number
 */
public record FlowReport(
    Instant from,
    Instant to,
    long arrived,
    long departed,
    Distribution leadHours,
    Distribution cycleHours,
    Distribution waitingHours,
    Distribution workingHours,
    Distribution blockedHours,
    Distribution handOffs,
    double averageInSystem,
    double averageWaiting,
    double averageWorking,
    double averageBlocked,
    double throughputPerHour,
    List<StepFlow> steps) {

  /** Copies the steps. */
  public FlowReport {
    steps = List.copyOf(steps);
  }
}
