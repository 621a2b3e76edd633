// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import io.millrace.model.InvalidInputException;
import java.time.Instant;

/**
 * An exception from a guardrail: for some changes, with an owner, for a time. Immutable.
 *
 * @param guardrail the guardrail that lets the changes pass
 * @param fact the fact that tells which changes, such as {@code blastServices}
 * @param value the value of that fact, or one of its values, whatever the case
 * @param owner who answers for it
 * @param reason why it is granted
 * @param expires the first instant at which it no longer counts
 */
public record Waiver(
    String guardrail, String fact, String value, String owner, String reason, Instant expires) {

  /**
   * Checks the values.
   *
   * @throws InvalidInputException if one is blank or there is no such guardrail
   */
  public Waiver {
    Settings.requireGuardrail(guardrail);
    requireText("a fact", guardrail, fact);
    requireText("a value", guardrail, value);
    requireText("an owner", guardrail, owner);
    requireText("a reason", guardrail, reason);
  }

  /** Whether it counts at an instant. */
  public boolean isActive(Instant at) {
    return at.isBefore(expires);
  }

  private static void requireText(String what, String guardrail, String text) {
    if (text.isBlank()) {
      throw new InvalidInputException(
          "Expected the waiver for '" + guardrail + "' to have " + what + ", but it is blank.",
          "say for which changes it is (fact and value), who answers for it, and why");
    }
  }
}
