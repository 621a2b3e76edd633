// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

/**
 * Flow of one step over a window of time. Immutable. Times are in hours, over the runs that ended
 * in the window.
 *
 * @param stream the key of the value stream
 * @param step the key of the step
 * @param runs step runs that were completed in the window
 * @param inferredRuns how many of them were not observed but worked out
 * @param leadHours from arrival to end
 * @param waitingHours in a queue
 * @param workingHours worked on
 * @param blockedHours unable to proceed
 * @param handOffs changes of team during a run
 * @param open step runs open at the end of the window
 * @param averageOpen time-average of open step runs in the window
 * @param throughputPerHour completed runs per hour of the window
 */
public record StepFlow(
    String stream,
    String step,
    long runs,
    long inferredRuns,
    Distribution leadHours,
    Distribution waitingHours,
    Distribution workingHours,
    Distribution blockedHours,
    Distribution handOffs,
    long open,
    double averageOpen,
    double throughputPerHour) {}
