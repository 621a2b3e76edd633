// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import io.millrace.bpmn.Practice;
import io.millrace.bpmn.PracticeContribution;
import io.millrace.bpmn.Step;
import io.millrace.bpmn.ValueStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The minimum viable practices of some value streams: what each practice contributes to which step
 * (template 4.4 of ITIL 4). The variants of a step, which share its number, count once. A practice
 * that no step needs is part of the result, without contributions. Immutable.
 */
final class PracticeUse {
  /**
   * What a practice contributes to a step.
   *
   * @param stream the value stream
   * @param number the number of the step
   * @param steps the names of the step, and of its variants
   * @param contributions what is contributed; empty if the model does not say
   */
  record Contribution(
      ValueStream stream, int number, Set<String> steps, Set<String> contributions) {
    /** The value stream and the step. */
    String purpose() {
      return stream.name() + ", step " + number + ": " + String.join(" / ", steps);
    }

    /** What is contributed, in one line. */
    String text() {
      return contributions.isEmpty() ? "not said" : String.join("; ", contributions);
    }
  }

  private final Map<Practice, Map<String, Contribution>> found = new EnumMap<>(Practice.class);

  private PracticeUse() {}

  static PracticeUse of(List<ValueStream> streams) {
    PracticeUse use = new PracticeUse();
    for (ValueStream stream : streams) {
      for (Step step : stream.steps()) {
        step.practices().forEach(entry -> use.add(stream, step, entry));
      }
    }
    return use;
  }

  private void add(ValueStream stream, Step step, PracticeContribution entry) {
    Contribution contribution =
        found
            .computeIfAbsent(entry.practice(), practice -> new LinkedHashMap<>())
            .computeIfAbsent(
                stream.key() + " " + step.number(),
                key ->
                    new Contribution(
                        stream, step.number(), new LinkedHashSet<>(), new LinkedHashSet<>()));
    contribution.steps().add(step.name());
    if (!entry.contribution().isEmpty()) {
      contribution.contributions().add(entry.contribution());
    }
  }

  /** The contributions of a practice, by stream and step. */
  List<Contribution> of(Practice practice) {
    return List.copyOf(found.getOrDefault(practice, Map.of()).values());
  }

  /** The practices that some step needs. */
  List<Practice> needed() {
    return List.copyOf(found.keySet());
  }

  /** The practices that no step needs. */
  List<Practice> notNeeded() {
    List<Practice> rest = new ArrayList<>(List.of(Practice.values()));
    rest.removeAll(found.keySet());
    return Collections.unmodifiableList(rest);
  }
}
