// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.DecisionPoint;
import io.millrace.rules.PackProblem;
import io.millrace.rules.change.GuardrailSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What layers keep from the layers above them, by name. For one thread. */
final class Locks {
  static final String MATRIX = "priority-matrix";
  static final String DEFAULT_TEAM = "default-team";
  static final String FEEDBACK_RATE = "feedback-rate";
  static final String PULL_ORDER = "pull-order";

  /** What a layer may set, whatever rules and tables there are. */
  static final List<String> SETTINGS = List.of(DEFAULT_TEAM, FEEDBACK_RATE, MATRIX, PULL_ORDER);

  /** What belongs to a decision point beside its rules and tables. */
  private static final Map<DecisionPoint, List<String>> BESIDE =
      Map.of(
          DecisionPoint.CHANGE_GUARDRAIL,
          GuardrailSettings.TABLES,
          DecisionPoint.PRIORITY,
          List.of(MATRIX),
          DecisionPoint.ROUTING,
          List.of(DEFAULT_TEAM),
          DecisionPoint.FEEDBACK,
          List.of(FEEDBACK_RATE));

  private final Map<String, String> packs = new HashMap<>();

  static List<String> beside(DecisionPoint point) {
    return BESIDE.getOrDefault(point, List.of());
  }

  static boolean isSetting(String name) {
    return SETTINGS.contains(name) || GuardrailSettings.TABLES.contains(name);
  }

  /** Locks a name from the next layer on; the lowest layer that does is the one to ask. */
  void add(String name, String pack) {
    packs.putIfAbsent(name, pack);
  }

  boolean has(String name) {
    return packs.containsKey(name);
  }

  /** What is wrong with touching a locked name. */
  PackProblem problem(String file, int line, String name) {
    return new PackProblem(file, line, text(name), advice(name));
  }

  String text(String name) {
    return "Expected the pack to leave '"
        + name
        + "' as it is, but the pack '"
        + packs.get(name)
        + "' below it locks that.";
  }

  String advice(String name) {
    return "leave it out, or ask who answers for '" + packs.get(name) + "'";
  }
}
