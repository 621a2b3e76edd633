// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.examples.replay.report.ReplayReport.PriorityCell;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayReportTest {
  private static final PriorityCell CELL = new PriorityCell("high", "low", "P2", 3, 2, 1);

  @Test
  void shouldNameACell() {
    assertThat(CELL.key()).isEqualTo("high | low | P2");
  }

  @Test
  void shouldRefuseMoreAgreementThanThereIs() {
    assertThatThrownBy(() -> new PriorityCell("high", "low", "P2", 3, 2, 3))
        .hasMessage("Expected 0 <= agreed <= recorded <= count, but got 3, 2, 3");
  }

  @Test
  void shouldRefuseACellTwice() {
    ReplayReport report = Samples.small();

    assertThatThrownBy(
            () ->
                new ReplayReport(
                    report.source(),
                    report.matrix(),
                    report.pack(),
                    report.incidents(),
                    report.events(),
                    report.flow(),
                    report.resolveHours(),
                    report.series(),
                    List.of(CELL, CELL),
                    report.outcome(),
                    report.rejections(),
                    report.run(),
                    report.notes()))
        .hasMessageStartingWith(
            "Expected at most one priority cell for each impact, urgency and priority, but got");
  }
}
