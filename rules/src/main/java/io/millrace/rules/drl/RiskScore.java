// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.drl;

import java.util.Map;

/**
 * What the answers to the risk questionnaire add up to. Immutable.
 *
 * @param level the risk level
 * @param text the reason for people to read
 * @param facts the answers, by fact
 */
public record RiskScore(String level, String text, Map<String, String> facts) {

  /** Copies the answers. */
  public RiskScore {
    facts = Map.copyOf(facts);
  }
}
