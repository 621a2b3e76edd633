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

  /** The report for people: what failed and why, then the coverage. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    for (ScenarioOutcome outcome : failed()) {
      text.append("FAILED '").append(outcome.scenario().name()).append("' (");
      text.append(outcome.scenario().file()).append(':').append(outcome.scenario().line());
      text.append(")\n");
      outcome.failures().forEach(failure -> text.append("  ").append(failure).append('\n'));
    }
    int passed = outcomes.size() - failed().size();
    text.append(passed).append(" of ").append(outcomes.size()).append(" scenarios passed\n");
    for (Coverage one : coverage) {
      text.append(String.format("  %3d %%  %s: ", one.percent(), one.what()));
      text.append(one.covered()).append(" of ").append(one.total()).append('\n');
      one.missed().forEach(missed -> text.append("         not run: ").append(missed).append('\n'));
    }
    text.append("Coverage of the pack's own rules, rows and cells: ").append(percent());
    text.append(" %").append(demanded > 0 ? " (" + demanded + " % demanded)" : "").append('\n');
    return text.toString();
  }
}
