// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.drl;

import java.util.Map;

/**
 * The work item as rules see it: its facts, its text, and the tables of the policy pack. Rules ask
 * it questions in their conditions; every question has a plain wording, which explanations show.
 *
 * <p>Only Millrace implements it. Its content does not change while it is evaluated; one evaluation
 * uses it, on one thread.
 *
 * <p>Texts are compared without regard to upper and lower case and to blanks at the ends. Besides
 * the facts that were given there are numbers that are worked out from them: {@code age} (hours
 * since {@code openedAt}), {@code timeToDue} (hours until {@code dueAt}; negative after it), {@code
 * dueUsed} (the share of the time from {@code openedAt} to {@code dueAt} that is used up, in
 * percent), {@code timeToStart} (hours until the latest sensible start: {@code dueAt} less one and
 * a half times {@code durationDays}) and {@code timeToPenalty} (hours until {@code penaltyAt}), all
 * at the instant of the decision; {@code costOfDelay} (money per week) and {@code wsjf} (cost of
 * delay divided by the duration in weeks).
 */
public interface Item {

  // ---- questions about the text ----

  /** Whether title or description hold the word (lower case; a plural in -s counts). */
  boolean mentions(String word);

  /** Whether title or description hold one of the words. */
  boolean mentions(String a, String b);

  /** Whether title or description hold one of the words. */
  boolean mentions(String a, String b, String c);

  /** Whether title or description hold one of the words. */
  boolean mentions(String a, String b, String c, String d);

  /** Whether title or description hold one of the words. */
  boolean mentions(String a, String b, String c, String d, String e);

  /** Whether title or description hold one of the words. */
  boolean mentions(String a, String b, String c, String d, String e, String f);

  /** Whether title or description hold the two words, one after the other. */
  boolean says(String first, String second);

  /** Whether title or description hold the three words, one after the other. */
  boolean says(String first, String second, String third);

  /** Whether title or description hold one of the names that the fact lists. */
  boolean namesOneOf(String listFact);

  // ---- questions about facts ----

  /** Whether the fact is known and not blank. */
  boolean has(String fact);

  /** Whether the fact is not known, or blank. */
  boolean lacks(String fact);

  /** Whether the fact is this text. */
  boolean is(String fact, String value);

  /** Whether the fact is one of these texts. */
  boolean isOneOf(String fact, String a, String b);

  /** Whether the fact is one of these texts. */
  boolean isOneOf(String fact, String a, String b, String c);

  /** Whether the fact is one of these texts. */
  boolean isOneOf(String fact, String a, String b, String c, String d);

  /** Whether the fact is true: the truth value, or the text. */
  boolean isTrue(String fact);

  /** Whether the fact is a number and at least this one. */
  boolean atLeast(String fact, double number);

  /** Whether the fact is a number and below this one. */
  boolean below(String fact, double number);

  /** Whether the fact names a {@link io.millrace.model.Kind}. */
  boolean namesKind(String fact);

  /** Whether the fact names a priority level of the matrix: its label, its name or its number. */
  boolean namesLevel(String fact);

  /** Whether its priority is the most important level of the matrix. */
  boolean isTopPriority();

  /** Whether the routing table has a team for the category in the fact. */
  boolean isRouted(String fact);

  /** Whether the item is in the sample that is asked for feedback. */
  boolean isSampled();

  // ---- questions for guardrails; a fact may be a list, and then any of its texts counts ----

  /** Whether the fact was asked for and could not be had. */
  boolean isMissing(String fact);

  /** Whether the fact is a number and at least the limit of this name. */
  boolean reaches(String fact, String limit);

  /** Whether the fact is a number and below the limit of this name. */
  boolean fallsShortOf(String fact, String limit);

  /** Whether the fact is in the list of this name. */
  boolean isListed(String fact, String list);

  /** Whether the two facts have a text in common, such as the same person. */
  boolean shares(String first, String second);

  /** Whether a question of the risk questionnaire is answered. */
  boolean answersRiskQuestions();

  // ---- values for proposals ----

  /** The fact as text; empty if it is not known. */
  String value(String fact);

  /** The fact as a number; the given one if it is not known or not a number. */
  double number(String fact, double otherwise);

  /** The first name in the fact's list that title or description hold; only after namesOneOf. */
  String named(String listFact);

  /** The latest sensible start for its due date and duration, as ISO-8601; empty if unknown. */
  String latestStart();

  /**
   * The team with the least load: the fact lists {@code team=load}, such as {@code desk=3}; of
   * equal ones the first. Empty if the fact is not known or lists nothing of the kind.
   */
  String leastLoaded(String listFact);

  /** The kind's name that the fact names; only after {@link #namesKind}. */
  String kindName(String fact);

  /** The priority level that the fact names; only after {@link #namesLevel}. */
  String levelName(String fact);

  /** The place of the level that the fact names, 1 for the most important; likewise. */
  String levelRank(String fact);

  /** What the matrix says for the impact and urgency of the item. */
  Cell cell();

  /** The team for the category in the fact; only after {@link #isRouted}. */
  String team(String fact);

  /** The team for everything else. */
  String defaultTeam();

  /** The named facts that are known, as text: what a rule has read. */
  Map<String, String> read(String fact);

  /** The named facts that are known, as text: what a rule has read. */
  Map<String, String> read(String first, String second);

  /** The named facts that are known, as text: what a rule has read. */
  Map<String, String> read(String first, String second, String third);

  /** Why the fact is not known. */
  String whyMissing(String fact);

  /** The number of a limit, as text. */
  String limit(String name);

  /**
   * The role that approves, by the name that the settings give it; a blank name means {@code
   * normal}.
   */
  String approver(String name);

  /** What the risk questionnaire says; only after {@link #answersRiskQuestions}. */
  RiskScore riskScore();
}
