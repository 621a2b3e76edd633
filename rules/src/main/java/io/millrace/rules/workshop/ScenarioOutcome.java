// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.Decision;
import io.millrace.rules.Scenario;
import java.util.List;

/**
 * What became of one scenario. Immutable.
 *
 * @param scenario the scenario
 * @param decisions the decisions that were taken, in order; empty if deciding failed
 * @param failures what did not come out as expected, for people; empty if it passed
 */
public record ScenarioOutcome(Scenario scenario, List<Decision> decisions, List<String> failures) {

  /** Copies the lists. */
  public ScenarioOutcome {
    decisions = List.copyOf(decisions);
    failures = List.copyOf(failures);
  }

  /** Whether everything came out as expected. */
  public boolean passed() {
    return failures.isEmpty();
  }
}
