// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import java.util.List;

/** One chart of the report. Immutable and thread-safe. */
interface Chart {

  /** Its name in files and links. */
  String id();

  String title();

  /** What it shows in this report: one or two sentences, for those who do not see it too. */
  String summary();

  /** How to read it. */
  String reading();

  /** Its figures. */
  Table table();

  void draw(Canvas canvas, double width, double height);

  /** Rows of text; every cell may come from the log. Immutable. */
  record Table(List<String> header, List<List<String>> rows) {
    public Table {
      header = List.copyOf(header);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /** All charts, in the order of the report. */
  static List<Chart> of(ReplayReport report) {
    FlowWindow window = FlowWindow.of(report.series(), report.source().zone());
    return List.of(
        new WipChart(window, report.flow()),
        new CumulativeFlowChart(window),
        new LeadTimeChart(report.flow().leadHours()),
        new StepTimeChart(report.flow().steps()),
        new HandOffsChart(report.flow().handOffs()));
  }
}
