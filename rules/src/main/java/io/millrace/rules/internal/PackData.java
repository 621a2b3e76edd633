// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.change.GuardrailSettings;
import java.util.Map;

/** The tables of the built-in pack, prepared for look-ups. Immutable and thread-safe. */
public final class PackData {
  private final BuiltInOptions options;
  private final MatrixLookup matrix;
  private final Map<String, String> routes;
  private final String defaultTeam;
  private final double feedbackRate;
  private final PriorityLevels levels;
  private final GuardrailSettings guardrails;

  /** Prepares the tables of the options. */
  public PackData(BuiltInOptions options) {
    this.options = options;
    matrix = new MatrixLookup(options.matrix());
    routes = options.routes();
    defaultTeam = options.defaultTeam();
    feedbackRate = options.feedbackRate();
    levels = new PriorityLevels(options.matrix());
    guardrails = options.guardrails();
  }

  /** What it was made from. */
  BuiltInOptions options() {
    return options;
  }

  MatrixLookup matrix() {
    return matrix;
  }

  Map<String, String> routes() {
    return routes;
  }

  String defaultTeam() {
    return defaultTeam;
  }

  double feedbackRate() {
    return feedbackRate;
  }

  PriorityLevels levels() {
    return levels;
  }

  GuardrailSettings guardrails() {
    return guardrails;
  }
}
