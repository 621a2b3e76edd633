// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import java.util.List;

/**
 * What a migration did, or would do. Immutable.
 *
 * @param to the version to move to
 * @param dryRun whether nothing was changed
 * @param finished whether every work item was looked at; false if the watch ended it
 * @param moves how many stream instances move
 * @param needMapping how many need a mapping or a value
 * @param mustStay how many finish on their version
 * @param findings what there is to say of single work items: of each verdict at most {@link
 *     #MOST_FINDINGS}, in the order in which they were looked at
 */
public record MigrationReport(
    StreamVersion to,
    boolean dryRun,
    boolean finished,
    long moves,
    long needMapping,
    long mustStay,
    List<MigrationFinding> findings) {
  /** How many findings of one verdict a report holds at most. */
  public static final int MOST_FINDINGS = 500;

  /** Copies the list. */
  public MigrationReport {
    findings = List.copyOf(findings);
  }

  /** How many stream instances were looked at. */
  public long total() {
    return moves + needMapping + mustStay;
  }

  /** The findings of one verdict. */
  public List<MigrationFinding> findings(MigrationVerdict verdict) {
    return findings.stream().filter(finding -> finding.verdict() == verdict).toList();
  }
}
