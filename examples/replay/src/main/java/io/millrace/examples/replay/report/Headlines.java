// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import io.millrace.engine.FlowReport;
import io.millrace.examples.replay.report.ReplayReport.PriorityCell;
import java.util.List;

/**
 * The figures a reader wants first. Immutable.
 *
 * @param name what it is
 * @param value the figure
 * @param detail what else to know about it
 */
record Headlines(String name, String value, String detail) {

  static List<Headlines> of(ReplayReport report) {
    FlowReport flow = report.flow();
    long recorded = report.priorityCells().stream().mapToLong(PriorityCell::recorded).sum();
    long agreed = report.priorityCells().stream().mapToLong(PriorityCell::agreed).sum();
    return List.of(
        new Headlines(
            "Incidents",
            Figures.count(report.incidents()),
            Figures.count(report.events(), "events")),
        new Headlines(
            "Lead time, median",
            Figures.span(flow.leadHours().median()),
            "85% within " + Figures.span(flow.leadHours().quantile(0.85))),
        new Headlines(
            "Work in progress",
            Figures.decimal(flow.averageInSystem()),
            "incidents open on average"),
        new Headlines(
            "Throughput",
            rate(flow.throughputPerHour() * 24, "day"),
            "over " + Figures.span(Figures.hoursBetween(flow.from(), flow.to()))),
        new Headlines(
            "Flow efficiency",
            Figures.share(flow.workingHours().sum(), flow.leadHours().sum()),
            "of the lead time is worked on"),
        new Headlines(
            "Hand-offs", Figures.fixed(flow.handOffs().mean()), "changes of team per incident"),
        new Headlines(
            "Priority agrees",
            Figures.share(agreed, recorded),
            Figures.count(agreed) + " of " + Figures.count(recorded) + " recorded"),
        new Headlines(
            "Replay speed",
            rate(report.run().itemsPerSecond(), "s"),
            "%s in all, peak heap %s"
                .formatted(
                    Figures.seconds(report.run().elapsedSeconds()),
                    Figures.megabytes(report.run().peakHeapMb()))));
  }

  private static String rate(double value, String per) {
    return Double.isFinite(value) ? Figures.decimal(value) + " / " + per : "-";
  }
}
