// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import io.millrace.engine.MigrationFinding;
import io.millrace.engine.MigrationReport;
import io.millrace.engine.MigrationVerdict;
import io.millrace.engine.StreamVersion;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what a migration finds, and keeps the first findings. Not thread-safe. */
final class MigrationTally {
  private final Map<MigrationVerdict, Long> counts = new EnumMap<>(MigrationVerdict.class);
  private final Map<MigrationVerdict, Integer> kept = new EnumMap<>(MigrationVerdict.class);
  private final List<MigrationFinding> findings = new ArrayList<>();

  /** Takes on the findings of one instance; the worst of them is its verdict. */
  void add(List<MigrationFinding> ofInstance) {
    MigrationVerdict worst = MigrationVerdict.MOVES;
    for (MigrationFinding finding : ofInstance) {
      MigrationVerdict verdict = finding.verdict();
      worst = verdict.compareTo(worst) > 0 ? verdict : worst;
      if (kept.merge(verdict, 1, Integer::sum) <= MigrationReport.MOST_FINDINGS) {
        findings.add(finding);
      }
    }
    counts.merge(worst, 1L, Long::sum);
  }

  MigrationReport report(StreamVersion to, boolean dry, boolean finished) {
    return new MigrationReport(
        to,
        dry,
        finished,
        count(MigrationVerdict.MOVES),
        count(MigrationVerdict.NEEDS_MAPPING),
        count(MigrationVerdict.MUST_STAY),
        findings);
  }

  private long count(MigrationVerdict verdict) {
    return counts.getOrDefault(verdict, 0L);
  }
}
