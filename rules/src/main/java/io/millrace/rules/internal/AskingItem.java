// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import io.millrace.rules.drl.Cell;
import io.millrace.rules.drl.RiskScore;
import io.millrace.rules.internal.Question.AnyWord;
import io.millrace.rules.internal.Question.AtLeast;
import io.millrace.rules.internal.Question.Below;
import io.millrace.rules.internal.Question.InEmptyList;
import io.millrace.rules.internal.Question.Known;
import io.millrace.rules.internal.Question.OneOf;
import io.millrace.rules.internal.Question.Other;
import io.millrace.rules.internal.Question.Phrase;
import io.millrace.rules.internal.Question.True;
import java.util.List;
import java.util.Map;

/**
 * An item that has each question of a condition answered by somebody else, who so learns what the
 * condition asks. Values are those of a real item. For one thread.
 */
public final class AskingItem implements AskedItem {
  private final DefaultItem item;
  private final Answers answers;

  /** Answers questions. */
  public interface Answers {

    /**
     * The answer to take.
     *
     * @param real whether the question holds for the item itself
     */
    boolean answer(Question question, boolean real);
  }

  /** An item whose questions the given object answers. */
  public AskingItem(DefaultItem item, Answers answers) {
    this.item = item;
    this.answers = answers;
  }

  @Override
  public boolean test(Question question) {
    return ask(question);
  }

  @Override
  public boolean mentions(String word) {
    return ask(new AnyWord(List.of(word)));
  }

  @Override
  public boolean mentions(String a, String b) {
    return ask(new AnyWord(List.of(a, b)));
  }

  @Override
  public boolean mentions(String a, String b, String c) {
    return ask(new AnyWord(List.of(a, b, c)));
  }

  @Override
  public boolean mentions(String a, String b, String c, String d) {
    return ask(new AnyWord(List.of(a, b, c, d)));
  }

  @Override
  public boolean mentions(String a, String b, String c, String d, String e) {
    return ask(new AnyWord(List.of(a, b, c, d, e)));
  }

  @Override
  public boolean mentions(String a, String b, String c, String d, String e, String f) {
    return ask(new AnyWord(List.of(a, b, c, d, e, f)));
  }

  @Override
  public boolean says(String first, String second) {
    return ask(new Phrase(List.of(first, second)));
  }

  @Override
  public boolean says(String first, String second, String third) {
    return ask(new Phrase(List.of(first, second, third)));
  }

  @Override
  public boolean namesOneOf(String listFact) {
    String wording = "the text names one of the fact '" + listFact + "'";
    return other(wording, listFact, item.namesOneOf(listFact));
  }

  @Override
  public String named(String listFact) {
    other("a name is given by the fact '" + listFact + "'", listFact, item.has(listFact));
    return item.named(listFact);
  }

  @Override
  public String latestStart() {
    other("the latest start is known", "dueAt", item.has("timeToStart"));
    return item.latestStart();
  }

  @Override
  public String leastLoaded(String listFact) {
    other("loads are given by the fact '" + listFact + "'", listFact, item.has(listFact));
    return item.leastLoaded(listFact);
  }

  @Override
  public boolean has(String fact) {
    return ask(new Known(fact));
  }

  @Override
  public boolean lacks(String fact) {
    return !ask(new Known(fact));
  }

  @Override
  public boolean is(String fact, String value) {
    return ask(new OneOf(fact, List.of(value)));
  }

  @Override
  public boolean isOneOf(String fact, String a, String b) {
    return ask(new OneOf(fact, List.of(a, b)));
  }

  @Override
  public boolean isOneOf(String fact, String a, String b, String c) {
    return ask(new OneOf(fact, List.of(a, b, c)));
  }

  @Override
  public boolean isOneOf(String fact, String a, String b, String c, String d) {
    return ask(new OneOf(fact, List.of(a, b, c, d)));
  }

  @Override
  public boolean isTrue(String fact) {
    return ask(new True(fact));
  }

  @Override
  public boolean atLeast(String fact, double number) {
    return ask(new AtLeast(fact, number));
  }

  @Override
  public boolean below(String fact, double number) {
    return ask(new Below(fact, number));
  }

  @Override
  public boolean namesKind(String fact) {
    return other("the fact '" + fact + "' names a kind of work", fact, item.namesKind(fact));
  }

  @Override
  public boolean namesLevel(String fact) {
    return other(
        "the fact '" + fact + "' names a level of the matrix", fact, item.namesLevel(fact));
  }

  @Override
  public boolean isTopPriority() {
    String level = item.topLevel();
    return answers.answer(new OneOf("priority_level", List.of(level)), item.isTopPriority());
  }

  @Override
  public boolean isRouted(String fact) {
    String wording = "the routing table has a team for the category in the fact '" + fact + "'";
    return other(wording, fact, item.isRouted(fact));
  }

  @Override
  public boolean isSampled() {
    return other("its id falls into the sample that is asked for feedback", "id", item.isSampled());
  }

  @Override
  public boolean isMissing(String fact) {
    String wording = "the fact '" + fact + "' was asked for and could not be had";
    return other(wording, fact, item.isMissing(fact));
  }

  @Override
  public boolean reaches(String fact, String limit) {
    return ask(new AtLeast(fact, item.limitNumber(limit)));
  }

  @Override
  public boolean fallsShortOf(String fact, String limit) {
    return ask(new Below(fact, item.limitNumber(limit)));
  }

  @Override
  public boolean isListed(String fact, String list) {
    boolean real = item.isListed(fact, list);
    List<String> texts = item.list(list);
    Question question = texts.isEmpty() ? new InEmptyList(list, fact) : new OneOf(fact, texts);
    return answers.answer(question, real);
  }

  @Override
  public boolean shares(String first, String second) {
    String wording = "the facts '" + first + "' and '" + second + "' have a text in common";
    return other(wording, first, item.shares(first, second));
  }

  @Override
  public boolean answersRiskQuestions() {
    boolean real = item.answersRiskQuestions();
    List<String> questions = item.riskQuestions();
    String first = questions.isEmpty() ? "id" : questions.get(0);
    return other("a question of the risk questionnaire is answered", first, real);
  }

  @Override
  public String value(String fact) {
    other("a value is given by the fact '" + fact + "'", fact, item.has(fact));
    return item.value(fact);
  }

  @Override
  public double number(String fact, double otherwise) {
    other("a number is given by the fact '" + fact + "'", fact, item.has(fact));
    return item.number(fact, otherwise);
  }

  @Override
  public String kindName(String fact) {
    other("a kind of work is given by the fact '" + fact + "'", fact, item.namesKind(fact));
    return item.kindName(fact);
  }

  @Override
  public String levelName(String fact) {
    other("a level is given by the fact '" + fact + "'", fact, item.namesLevel(fact));
    return item.levelName(fact);
  }

  @Override
  public String levelRank(String fact) {
    other("a level is given by the fact '" + fact + "'", fact, item.namesLevel(fact));
    return item.levelRank(fact);
  }

  @Override
  public Cell cell() {
    other("the matrix has a level for the facts 'impact' and 'urgency'", "impact", true);
    return item.cell();
  }

  @Override
  public String team(String fact) {
    other("a team is given by the fact '" + fact + "'", fact, item.isRouted(fact));
    return item.team(fact);
  }

  @Override
  public String defaultTeam() {
    return item.defaultTeam();
  }

  @Override
  public Map<String, String> read(String fact) {
    note(fact);
    return item.read(fact);
  }

  @Override
  public Map<String, String> read(String first, String second) {
    note(first);
    note(second);
    return item.read(first, second);
  }

  @Override
  public Map<String, String> read(String first, String second, String third) {
    note(first);
    note(second);
    note(third);
    return item.read(first, second, third);
  }

  /** What was read goes into reasons; nothing is decided by it. */
  private void note(String fact) {
    other("something is known as the fact '" + fact + "'", fact, item.has(fact));
  }

  @Override
  public String whyMissing(String fact) {
    return item.whyMissing(fact);
  }

  @Override
  public String limit(String name) {
    return item.limit(name);
  }

  @Override
  public String approver(String name) {
    return item.approver(name);
  }

  @Override
  public RiskScore riskScore() {
    return item.riskScore();
  }

  private boolean ask(Question question) {
    return answers.answer(question, item.test(question));
  }

  private boolean other(String wording, String fact, boolean real) {
    return answers.answer(new Other(wording, fact), real);
  }
}
