// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.PriorityMatrix;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The levels of a priority matrix by rank. Immutable and thread-safe. */
final class PriorityLevels {
  private final Map<String, Integer> ranks = new LinkedHashMap<>();
  private final List<String> byRank;
  private final MatrixAxis names;

  PriorityLevels(PriorityMatrix matrix) {
    matrix.cells().stream()
        .flatMap(List::stream)
        .filter(level -> !level.isEmpty()) // an empty cell takes the matrix's fallback
        .distinct()
        .forEach(level -> ranks.put(level, matrix.rank(level)));
    if (!matrix.cellFallback().isEmpty()) {
      ranks.putIfAbsent(matrix.cellFallback(), matrix.rank(matrix.cellFallback()));
    }
    TreeMap<Integer, String> first = new TreeMap<>();
    ranks.forEach((level, rank) -> first.putIfAbsent(rank, level));
    byRank = List.copyOf(first.values());
    List<String> all = ranks.keySet().stream().sorted(Comparator.comparing(ranks::get)).toList();
    names = new MatrixAxis("priority", all, "", Map.of());
  }

  /** Every level, the most important first. */
  List<String> all() {
    return names.labels();
  }

  /** The level that a fact names; null if it names none. */
  @Nullable String named(@Nullable Object fact) {
    int place = names.find(fact);
    return place == MatrixAxis.NOT_FOUND ? null : names.label(place);
  }

  /** The rank of a level, 1 for the most important; null if the matrix has no such level. */
  @Nullable Integer rank(String level) {
    return ranks.get(level);
  }

  /** The level that is a number of levels more important, as far as there are such. */
  String raised(int rank, int levels) {
    return byRank.get(Math.max(0, rank - 1 - levels));
  }
}
