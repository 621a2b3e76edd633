// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.change;

import io.millrace.model.Facts;
import io.millrace.rules.change.RiskQuestion;
import io.millrace.rules.change.RiskQuestionnaire;
import io.millrace.rules.drl.RiskScore;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds up the answers to a risk questionnaire. */
public final class RiskScoring {
  private RiskScoring() {}

  /** Whether a question has a known answer. */
  public static boolean isAnswered(RiskQuestionnaire questionnaire, Facts facts) {
    return questionnaire.questions().stream()
        .anyMatch(question -> question.points().containsKey(answer(question, facts)));
  }

  /** The sum and its band; a question without a known answer counts as its riskiest answer. */
  public static RiskScore score(RiskQuestionnaire questionnaire, Facts facts) {
    int sum = 0;
    Map<String, String> answers = new LinkedHashMap<>();
    StringBuilder parts = new StringBuilder();
    for (RiskQuestion question : questionnaire.questions()) {
      String answer = answer(question, facts);
      Integer known = question.points().get(answer);
      int points = known == null ? question.most() : known;
      sum += points;
      if (!answer.isEmpty()) {
        answers.put(question.fact(), facts.text(question.fact(), ""));
      }
      parts.append(parts.isEmpty() ? "" : ", ").append(question.fact()).append(' ');
      parts.append(known != null ? answer : answer.isEmpty() ? "not answered" : "not understood");
      parts.append(" +").append(points);
    }
    String level = questionnaire.level(sum).code();
    String text = "the questionnaire gives " + sum + " points, " + level + " (" + parts + ")";
    return new RiskScore(level, text, answers);
  }

  private static String answer(RiskQuestion question, Facts facts) {
    return RiskQuestion.key(facts.text(question.fact(), ""));
  }
}
