// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import io.millrace.model.Facts;
import io.millrace.rules.internal.RuleProbe;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Items that get an answer, by the answer. Rules that are asked last know the answers of their own
 * decision point as facts; an item cannot be given such a fact, it has to be one that gets the
 * answer. For one thread.
 */
final class OwnAnswers {
  /** So many answers are tried for a fact. */
  private static final int TRIED = 16;

  private final Space space;
  private final RuleProbe probe;

  /** For each fact that is an answer, by its place in the space: items by the value's place. */
  private final Map<Integer, Map<Integer, Facts>> items = new LinkedHashMap<>();

  /**
   * @param variables the facts that are answers of the decision point
   */
  OwnAnswers(Space space, RuleProbe probe, List<String> variables) {
    this.space = space;
    this.probe = probe;
    for (int i = 0; i < space.domains().size(); i++) {
      if (variables.contains(space.domains().get(i).fact())) {
        items.put(i, new LinkedHashMap<>());
      }
    }
  }

  /** Whether rules ask for none of the answers. */
  boolean areUnasked() {
    return items.isEmpty();
  }

  /** Whether the fact at a place of the space is an answer. */
  boolean has(int fact) {
    return items.containsKey(fact);
  }

  /** Takes note of an item that gets these answers, by fact. */
  void learn(Facts facts, Map<String, String> answers) {
    items.forEach(
        (fact, byValue) -> {
          FactDomain domain = space.domains().get(fact);
          String answer = answers.get(domain.fact());
          int place = answer == null ? -1 : domain.place(answer, probe);
          if (place >= 0) {
            byValue.putIfAbsent(place, facts);
          }
        });
  }

  /** The given facts, each time with others that lead to answers within the region. */
  List<Map<String, Object>> leadingTo(Region region, Map<String, Object> given) {
    List<Map<String, Object>> forms = List.of(given);
    for (Map.Entry<Integer, Map<Integer, Facts>> one : items.entrySet()) {
      List<Map<String, Object>> more = new ArrayList<>();
      BitSet values = region.values(one.getKey());
      for (int v = values.nextSetBit(0);
          v >= 0 && more.size() < TRIED;
          v = values.nextSetBit(v + 1)) {
        Facts facts = one.getValue().getOrDefault(v, Facts.none());
        forms.forEach(form -> more.add(joined(facts, form)));
      }
      forms = more;
    }
    return forms;
  }

  private static Map<String, Object> joined(Facts facts, Map<String, Object> form) {
    Map<String, Object> all = new LinkedHashMap<>(facts.values());
    all.putAll(form);
    return all;
  }
}
