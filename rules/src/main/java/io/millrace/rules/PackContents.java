// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a loaded pack is made of, all layers together. Immutable and thread-safe.
 *
 * @param rules every rule and row, by decision point, then in the order of their full names
 * @param matrix the priority matrix
 * @param matrixLayer the id of the pack that the matrix comes from
 * @param settings the other settings, by key, as text
 * @param facts facts of its own that the host supplies: name and what it means
 * @param scenarios the scenarios of the topmost layer, by file and line
 * @param coverage the share in percent that its scenarios have to run through; 0 if none is asked
 */
public record PackContents(
    List<RuleInfo> rules,
    PriorityMatrix matrix,
    String matrixLayer,
    Map<String, String> settings,
    Map<String, String> facts,
    List<Scenario> scenarios,
    int coverage) {

  /** Copies the collections. */
  public PackContents {
    rules = List.copyOf(rules);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    scenarios = List.copyOf(scenarios);
  }

  /** The rule of that full name; empty if there is none. */
  public Optional<RuleInfo> findRule(String fullName) {
    return rules.stream().filter(rule -> rule.fullName().equals(fullName)).findFirst();
  }
}
