// SPDX-License-Identifier: Apache-2.0
package io.millrace.model;

import io.millrace.api.HostCalls;

/**
 * A question that policies answer. Immutable; equal by name.
 *
 * @param name lower-case words joined by hyphens, such as {@code class-of-service}
 */
@HostCalls
public record DecisionPoint(String name) {
  /** What kind of work is it, and what is it about? */
  public static final DecisionPoint CLASSIFICATION = new DecisionPoint("classification");

  /** What harm would a delay do? */
  public static final DecisionPoint TRIAGE = new DecisionPoint("triage");

  /** How important is it, compared with other work? */
  public static final DecisionPoint PRIORITY = new DecisionPoint("priority");

  /** How is it treated in the queue? */
  public static final DecisionPoint CLASS_OF_SERVICE = new DecisionPoint("class-of-service");

  /** Which team takes it? */
  public static final DecisionPoint ROUTING = new DecisionPoint("routing");

  /** Does it need more attention than it gets, and whose? */
  public static final DecisionPoint ESCALATION = new DecisionPoint("escalation");

  /** Where is it in the queue? */
  public static final DecisionPoint PULL_ORDER = new DecisionPoint("pull-order");

  /** May a change go on, and who has to approve it? */
  public static final DecisionPoint CHANGE_GUARDRAIL = new DecisionPoint("change-guardrail");

  /** Which request model fulfils a request, and on which terms? */
  public static final DecisionPoint REQUEST_MODEL = new DecisionPoint("request-model");

  /** Is feedback asked for? */
  public static final DecisionPoint FEEDBACK = new DecisionPoint("feedback");

  /** Checks the form of the name. */
  public DecisionPoint {
    if (!name.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*") || name.length() > 64) {
      throw new InvalidInputException(
          "Expected a decision point to be named by lower-case words joined by hyphens, but got '"
              + name
              + "'.",
          "name it like 'class-of-service'");
    }
  }

  /**
   * The name of the process variable that carries one output of this decision point, such as {@code
   * classification_kind}; hyphens become underscores, as expressions know no hyphen in a name.
   */
  public String variable(String output) {
    return name.replace('-', '_') + "_" + output.replace('-', '_');
  }

  @Override
  public String toString() {
    return name;
  }
}
