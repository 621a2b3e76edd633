// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.MigrationFinding;
import io.millrace.engine.MigrationReport;
import io.millrace.engine.MigrationVerdict;
import io.millrace.engine.StreamOrigin;
import io.millrace.engine.StreamVersion;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("no-store")
class MigrationTallyTest {
  private static final StreamVersion VERSION =
      new StreamVersion(
          "hire", StreamOrigin.TENANT, 1, "d", "hire.bpmn", Instant.EPOCH, "ann", true, 0);

  private static MigrationFinding finding(String item, MigrationVerdict verdict) {
    return new MigrationFinding(item, VERSION, verdict, null, "", List.of());
  }

  @Test
  void shouldCountAllAndKeepSomeOfEachVerdict() {
    MigrationTally tally = new MigrationTally();
    for (int i = 0; i < 2 * MigrationReport.MOST_FINDINGS; i++) {
      tally.add(List.of(finding("m" + i, MigrationVerdict.MOVES)));
    }
    tally.add(
        List.of(
            finding("x", MigrationVerdict.MUST_STAY),
            finding("x", MigrationVerdict.NEEDS_MAPPING)));

    MigrationReport report = tally.report(VERSION, true, false);

    assertThat(report.moves()).isEqualTo(1_000);
    assertThat(report.mustStay()).isEqualTo(1);
    assertThat(report.needMapping()).as("the worst finding is the verdict").isZero();
    assertThat(report.total()).isEqualTo(1_001);
    assertThat(report.findings(MigrationVerdict.MOVES)).hasSize(MigrationReport.MOST_FINDINGS);
    assertThat(report.findings(MigrationVerdict.NEEDS_MAPPING)).hasSize(1);
    assertThat(report.finished()).isFalse();
  }
}
