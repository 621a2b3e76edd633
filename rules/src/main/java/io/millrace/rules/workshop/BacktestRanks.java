// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.workshop;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The ranks of priority levels, learned from decisions, which give both. A level that was recorded
 * and that no decision gave has the rank that its number tells, if the numbers of the known levels
 * go with their ranks. Not thread-safe.
 */
final class BacktestRanks {
  private static final int MAX_LEVELS = 1_000;

  private final Map<BacktestSide, Map<String, Integer>> known = new EnumMap<>(BacktestSide.class);

  BacktestRanks() {
    for (BacktestSide side : BacktestSide.values()) {
      known.put(side, new HashMap<>());
    }
  }

  /** Takes over what a decision about the priority tells. */
  void learn(BacktestSide side, Decision decision) {
    String level = decision.output("level");
    String rank = decision.output("rank");
    if (level == null || rank == null || !decision.point().equals(DecisionPoint.PRIORITY)) {
      return;
    }
    Map<String, Integer> ranks = of(side);
    if (ranks.size() < MAX_LEVELS && !ranks.containsKey(level)) {
      int number = number(rank);
      if (number > 0) {
        ranks.put(level, number);
      }
    }
  }

  /** The rank of an answer; 1 is the most important. Empty if it has none. */
  OptionalInt find(BacktestSide side, DecisionPoint point, String output, String value) {
    if (!point.equals(DecisionPoint.PRIORITY)) {
      return OptionalInt.empty();
    }
    if (output.equals("rank")) {
      int rank = number(value);
      return rank > 0 ? OptionalInt.of(rank) : OptionalInt.empty();
    }
    return output.equals("level") ? level(side, value) : OptionalInt.empty();
  }

  private OptionalInt level(BacktestSide side, String level) {
    Map<String, Integer> ranks = of(side).isEmpty() ? of(BacktestSide.NEW) : of(side);
    Integer rank = ranks.get(level);
    return rank != null ? OptionalInt.of(rank) : byNumber(ranks, number(level));
  }

  private static OptionalInt byNumber(Map<String, Integer> ranks, int number) {
    if (number < 0 || ranks.isEmpty()) {
      return OptionalInt.empty();
    }
    if (ranks.entrySet().stream().allMatch(e -> number(e.getKey()) == e.getValue())) {
      return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
    }
    long[] sums =
        ranks.entrySet().stream()
            .mapToLong(e -> (long) number(e.getKey()) + e.getValue())
            .distinct()
            .toArray();
    boolean falling = ranks.size() > 1 && sums.length == 1 && sums[0] > number;
    return falling ? OptionalInt.of((int) (sums[0] - number)) : OptionalInt.empty();
  }

  private Map<String, Integer> of(BacktestSide side) {
    return known.getOrDefault(side, Map.of());
  }

  /** The first digits in a label as a number; -1 if there are none. */
  private static int number(String label) {
    int start = 0;
    while (start < label.length() && !isDigit(label.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < label.length() && end < start + 9 && isDigit(label.charAt(end))) {
      end++;
    }
    return start == end ? -1 : Integer.parseInt(label.substring(start, end));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
