// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.drl;

import java.util.Map;

/**
 * Where rules put their proposals; the only thing that their consequences do. Rules cannot read it,
 * so no rule sees another one's proposal. Only Millrace implements it.
 *
 * <p>A strength is from 1 to 100; the strongest proposal of an output wins, then the rule whose
 * full name sorts first. Guardrails have verdicts instead of strengths.
 */
public interface Proposals {

  /** Proposes a value for an output that the decision point declares. */
  void propose(String output, Object value, int strength, String text, Map<String, String> facts);

  /** Proposes what the matrix says, with the cell: level, rank, impact and urgency. */
  void propose(Cell cell, int strength, Map<String, String> facts);

  /**
   * Raises the priority that the strongest proposal gives by some levels, as far as there are more
   * important ones. Of several raises, the one that leads to the most important level counts. One
   * that is weaker than that proposal does not count. The rank follows the level.
   */
  void raise(int levels, int strength, String text, Map<String, String> facts);

  /** Proposes a kind and a category because of the text. */
  void text(String kind, String category, int strength, String text);

  /** Proposes a kind because of the text. */
  void kind(String kind, int strength, String text);

  /** Proposes a kind, and the confidence that its strength means. */
  void kind(String kind, int strength, String text, Map<String, String> facts);

  /** Proposes a category because of the text. */
  void category(String category, int strength, String text);

  /**
   * Says what a guardrail makes of a change. The strictest verdict of a guardrail counts.
   *
   * @param name the guardrail
   * @param verdict {@code pass}, {@code warn}, {@code approve} or {@code stop}
   * @param approver the role that has to approve; empty unless the verdict is {@code approve}
   */
  void guardrail(
      String name, String verdict, String approver, String text, Map<String, String> facts);
}
