// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.PackRef;
import java.util.List;

/**
 * What the scenarios of a pack showed. Immutable.
 *
 * @param pack the pack
 * @param outcomes one for each scenario, by file and line
 * @param coverage how much of the pack's own rules, rows and cells they run through: what lower
 *     layers hold does not count
 * @param demanded the share in percent that the pack asks for; 0 if it asks for none
 */
public record ScenarioReport(
    PackRef pack, List<ScenarioOutcome> outcomes, List<Coverage> coverage, int demanded) {

  /** Copies the lists. */
  public ScenarioReport {
    outcomes = List.copyOf(outcomes);
    coverage = List.copyOf(coverage);
  }

  /** The scenarios that failed, in order. */
  public List<ScenarioOutcome> failed() {
    return outcomes.stream().filter(outcome -> !outcome.passed()).toList();
  }

  /** The share of all that is counted, in percent, rounded down; 100 if nothing is counted. */
  public int percent() {
    int total = coverage.stream().mapToInt(Coverage::total).sum();
    int covered = coverage.stream().mapToInt(Coverage::covered).sum();
    return total == 0 ? 100 : (int) (100L * covered / total);
  }

  /** Whether every scenario passed and they cover what the pack demands. */
  public boolean passed() {
    return failed().isEmpty() && percent() >= demanded;
  }

  /** This report, for a pack that demands at least so much coverage, in percent. */
  public ScenarioReport demanding(int percent) {
    return new ScenarioReport(pack, outcomes, coverage, Math.max(demanded, percent));
  }

  /** The report for people: every scenario by file, what failed and why, then the coverage. */
  public String toText() {
    return ScenarioText.of(this);
  }
}
