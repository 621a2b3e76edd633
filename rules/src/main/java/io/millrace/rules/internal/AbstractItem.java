// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.model.Facts;
import io.millrace.rules.change.RiskQuestion;
import io.millrace.rules.drl.RiskScore;
import io.millrace.rules.internal.change.RiskScoring;
import io.millrace.rules.internal.change.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What an item is made of, and what guardrails ask of it. For one evaluation, on one thread. */
abstract class AbstractItem implements AskedItem {
  final Facts facts;
  final PackData data;
  final Instant at;
  final FactValues values;

  AbstractItem(Facts facts, PackData data, Instant at, Map<String, String> answers) {
    this.facts = facts;
    this.data = data;
    this.at = at;
    this.values = new FactValues(facts, at, answers);
  }

  final Facts facts() {
    return facts;
  }

  final PackData data() {
    return data;
  }

  final Instant at() {
    return at;
  }

  @Override
  public boolean namesLevel(String fact) {
    Object value = values.get(fact);
    return value != null && data.levels().named(value) != null;
  }

  @Override
  public String levelName(String fact) {
    String level = data.levels().named(values.get(fact));
    return level == null ? values.text(fact) : level;
  }

  @Override
  public String levelRank(String fact) {
    Integer rank = data.levels().rank(levelName(fact));
    return rank == null ? "" : rank.toString();
  }

  @Override
  public boolean isMissing(String fact) {
    return facts.missing().containsKey(fact);
  }

  @Override
  public boolean reaches(String fact, String limit) {
    return atLeast(fact, limitNumber(limit));
  }

  @Override
  public boolean fallsShortOf(String fact, String limit) {
    return below(fact, limitNumber(limit));
  }

  @Override
  public boolean isListed(String fact, String list) {
    return Texts.meet(Texts.of(values.get(fact)), list(list));
  }

  @Override
  public boolean shares(String first, String second) {
    Object other = values.get(second);
    return Texts.meet(Texts.of(values.get(first)), Texts.of(other));
  }

  @Override
  public boolean answersRiskQuestions() {
    return RiskScoring.isAnswered(data.guardrails().questionnaire(), facts);
  }

  /** The facts that answer the risk questionnaire, in order. */
  List<String> riskQuestions() {
    return data.guardrails().questionnaire().questions().stream().map(RiskQuestion::fact).toList();
  }

  @Override
  public String whyMissing(String fact) {
    return facts.missing().getOrDefault(fact, "nobody has told");
  }

  @Override
  public String limit(String name) {
    return Question.plain(limitNumber(name));
  }

  @Override
  public String approver(String name) {
    return named("approver", name.isBlank() ? "normal" : name, data.guardrails().approvers());
  }

  @Override
  public RiskScore riskScore() {
    return RiskScoring.score(data.guardrails().questionnaire(), facts);
  }

  double limitNumber(String name) {
    return named("limit", name, data.guardrails().limits());
  }

  List<String> list(String name) {
    return named("list", name, data.guardrails().lists());
  }

  private static <T> T named(String what, String name, Map<String, T> settings) {
    T value = settings.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "there is no " + what + " '" + name + "'; there are " + settings.keySet());
    }
    return value;
  }
}
