// SPDX-License-Identifier: Apache-2.0
package io.millrace.bpmn.describe;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Words for the hand-offs that arrive at a step. */
final class HandOffWords {
  private HandOffWords() {}

  /** One line per reason, with the steps that the work comes from. */
  static List<String> of(List<HandOff> handOffs, UnaryOperator<String> escape) {
    Map<String, Set<String>> sources = new LinkedHashMap<>();
    for (HandOff handOff : handOffs) {
      String source = Integer.toString(handOff.from().number());
      for (String reason : handOff.reasons()) {
        sources.computeIfAbsent(reason, key -> new LinkedHashSet<>()).add(source);
      }
    }
    return sources.entrySet().stream()
        .map(entry -> from(entry.getValue()) + ": " + entry.getKey())
        .map(escape)
        .toList();
  }

  private static String from(Set<String> numbers) {
    return (numbers.size() == 1 ? "from step " : "from steps ") + String.join(", ", numbers);
  }
}
