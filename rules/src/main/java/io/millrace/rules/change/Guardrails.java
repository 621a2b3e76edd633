// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import java.util.List;

/** The names of the built-in guardrails: outputs of the decision point {@code change-guardrail}. */
public final class Guardrails {
  /** Is the risk within what teams may decide themselves? */
  public static final String RISK_LIMIT = "risk-limit";

  /** How much depends on what is changed? */
  public static final String BLAST_RADIUS = "blast-radius";

  /** Is it planned while nothing is to be changed? */
  public static final String FREEZE = "freeze";

  /** Is it planned within the maintenance windows of its items? */
  public static final String MAINTENANCE_WINDOW = "maintenance-window";

  /** Is another change of the same items planned for the same time? */
  public static final String CONFLICT = "conflict";

  /** Are tests, review and backout plan there? */
  public static final String EVIDENCE = "evidence";

  /** Do different people make and approve it? */
  public static final String SEPARATION_OF_DUTIES = "separation-of-duties";

  /** How did changes of this team and model go? */
  public static final String TRACK_RECORD = "track-record";

  /** Is there error budget left to spend? */
  public static final String ERROR_BUDGET = "error-budget";

  /** All of them, in the order of the decision's outputs. */
  public static final List<String> NAMES =
      List.of(
          RISK_LIMIT,
          BLAST_RADIUS,
          FREEZE,
          MAINTENANCE_WINDOW,
          CONFLICT,
          EVIDENCE,
          SEPARATION_OF_DUTIES,
          TRACK_RECORD,
          ERROR_BUDGET);

  private Guardrails() {}
}
