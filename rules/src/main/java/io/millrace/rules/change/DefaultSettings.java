// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.change;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What guardrails go by unless the host says otherwise. */
final class DefaultSettings {
  static final Map<String, Double> LIMITS = limits();
  static final Map<String, List<String>> LISTS = lists();
  static final Map<String, String> APPROVERS = approvers();
  static final RiskQuestionnaire QUESTIONNAIRE = questionnaire();

  private DefaultSettings() {}

  private static Map<String, Double> limits() {
    Map<String, Double> limits = new LinkedHashMap<>();
    limits.put("blast-radius-warn", 10.0);
    limits.put("blast-radius-approve", 50.0);
    limits.put("blast-radius-stop", 500.0);
    limits.put("conflicts-stop", 5.0);
    limits.put("track-record-sample", 5.0);
    limits.put("success-rate-approve", 80.0);
    limits.put("success-rate-warn", 95.0);
    limits.put("standard-success-rate", 95.0);
    limits.put("error-budget-warn", 25.0);
    limits.put("error-budget-approve", 10.0);
    limits.put("error-budget-stop", 1.0);
    return limits;
  }

  private static Map<String, List<String>> lists() {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    lists.put("standard-models", List.of());
    lists.put("risk-warn", List.of(RiskLevel.MODERATE.code()));
    lists.put("risk-approve", List.of(RiskLevel.HIGH.code()));
    lists.put("risk-board", List.of(RiskLevel.VERY_HIGH.code()));
    lists.put("risk-stop", List.of());
    lists.put(
        "approver-roles",
        List.of(
            "change-manager",
            "change-advisory-board",
            "emergency-change-authority",
            "service-owner"));
    return lists;
  }

  private static Map<String, String> approvers() {
    Map<String, String> approvers = new LinkedHashMap<>();
    approvers.put("standard", "change-manager");
    approvers.put("normal", "change-manager");
    approvers.put("emergency", "emergency-change-authority");
    approvers.put("board", "change-advisory-board");
    approvers.put("service-owner", "service-owner");
    return approvers;
  }

  private static RiskQuestionnaire questionnaire() {
    NavigableMap<Integer, RiskLevel> bands = new TreeMap<>();
    bands.put(0, RiskLevel.LOW);
    bands.put(5, RiskLevel.MODERATE);
    bands.put(10, RiskLevel.HIGH);
    bands.put(15, RiskLevel.VERY_HIGH);
    return new RiskQuestionnaire(
        List.of(
            question("riskUsers", "none", 0, "some", 2, "many", 4),
            question("riskComplexity", "simple", 0, "medium", 2, "complex", 4),
            question("riskExperience", "often", 0, "seldom", 2, "never", 4),
            question("riskBackout", "easy", 0, "hard", 3, "impossible", 6),
            question("riskTested", "fully", 0, "partly", 2, "not", 4)),
        bands);
  }

  private static RiskQuestion question(
      String fact, String best, int few, String middle, int some, String worst, int many) {
    Map<String, Integer> points = new LinkedHashMap<>();
    points.put(best, few);
    points.put(middle, some);
    points.put(worst, many);
    return new RiskQuestion(fact, points);
  }
}
