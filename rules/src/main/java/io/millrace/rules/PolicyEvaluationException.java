// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import io.millrace.model.DecisionPoint;
import io.millrace.model.MillraceException;

/** A policy could not be evaluated: a rule failed, or did not come to an end. Immutable. */
public final class PolicyEvaluationException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final String point;

  /**
   * @param point the decision point that was asked
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   */
  public PolicyEvaluationException(DecisionPoint point, String problem, String advice) {
    super(problem, advice);
    this.point = point.name();
  }

  /**
   * @param point the decision point that was asked
   * @param problem what was expected, and what was found instead
   * @param advice what to do about it, without the leading "Maybe" and the final full stop
   * @param cause what made it fail
   */
  public PolicyEvaluationException(
      DecisionPoint point, String problem, String advice, Throwable cause) {
    super(problem, advice, cause);
    this.point = point.name();
  }

  /** The decision point that was asked. */
  public DecisionPoint point() {
    return new DecisionPoint(point);
  }
}
