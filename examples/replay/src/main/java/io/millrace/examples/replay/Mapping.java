// SPDX-License-Identifier: Apache-2.0
package io.millrace.examples.replay;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the states and columns of a log mean. Immutable.
 *
 * @param name a name for messages
 * @param states the meaning of each state, by its label in the log
 * @param otherwise the meaning of every other state
 * @param titleFrom the columns that make an incident's title; those that are missing are left out
 * @param changing the columns whose change is an update of facts
 * @param recordedPriority the column with the priority that the log's own system decided
 * @param notFacts the columns that the policies do not see
 * @param specialistOnNewGroup whether work in another group than the one that began the
 *     investigation is the specialist's
 */
record Mapping(
    String name,
    Map<String, Phase> states,
    Phase otherwise,
    List<String> titleFrom,
    List<String> changing,
    String recordedPriority,
    List<String> notFacts,
    boolean specialistOnNewGroup) {

  Mapping {
    states = Map.copyOf(states);
    titleFrom = List.copyOf(titleFrom);
    changing = List.copyOf(changing);
    notFacts = List.copyOf(notFacts);
  }

  /** The same text for the same content, in every process. */
  String canonical() {
    return new TreeMap<>(states)
        + " "
        + otherwise
        + titleFrom
        + changing
        + recordedPriority
        + notFacts
        + specialistOnNewGroup;
  }

  boolean knows(String state) {
    return states.containsKey(state);
  }

  Phase phase(String state) {
    return states.getOrDefault(state, otherwise);
  }
}
