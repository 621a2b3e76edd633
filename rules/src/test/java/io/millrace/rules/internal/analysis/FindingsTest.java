// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import static io.millrace.rules.internal.analysis.TestPoint.firstMatch;
import static io.millrace.rules.internal.analysis.TestPoint.rules;
import static io.millrace.rules.internal.analysis.TestRule.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.millrace.model.Facts;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.KnownFact;
import io.millrace.rules.KnownFacts;
import io.millrace.rules.drl.Item;
import io.millrace.rules.internal.RuleProbe;
import io.millrace.rules.internal.analysis.RuleGroup.Hit;
import io.millrace.rules.workshop.Finding;
import io.millrace.rules.workshop.Finding.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each kind of finding, with its text and its item. */
class FindingsTest {
  private static final List<String> ANSWER = List.of("answer");
  private static final TestRule DEFAULT = rule("default").then("answer", "none", 1);

  @Test
  void shouldFindNothingWrongWithSoundRules() {
    TestPoint point =
        TestPoint.of(
            rule("problem").when(item -> item.is("kind", "problem")).then("answer", "a", 60),
            rule("late").when(item -> item.below("timeToDue", 0)).then("answer", "b", 50),
            DEFAULT);

    assertThat(point.check()).isEmpty();
  }

  // ---- unreachable ----

  @Test
  void shouldFindARuleWhoseConditionsExcludeEachOther() {
    TestPoint point =
        TestPoint.of(
            rule("both")
                .at(7)
                .when(item -> item.has("id"))
                .when(item -> item.is("category", "network"))
                .when(item -> item.is("category", "email"))
                .then("answer", "a", 50),
            DEFAULT);

    Finding finding = only(point.check());

    assertThat(finding.id()).isEqualTo("unreachable");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.rules()).containsExactly(new Finding.Place("both", "rules/test.drl", 7));
    assertThat(finding.examples()).isEmpty();
    assertThat(finding.problem())
        .isEqualTo(
            "Expected the rule 'both' to fire for some item, but it cannot be that the fact "
                + "'category' is 'network' and that the fact 'category' is 'email' at the same "
                + "time.");
    assertThat(finding.advice()).isEqualTo("correct its conditions, or delete it");
  }

  @Test
  void shouldFindAnEmptyInterval() {
    TestPoint point =
        TestPoint.of(
            rule("empty")
                .when(item -> item.atLeast("age", 8))
                .when(item -> item.below("age", 4))
                .then("answer", "a", 50),
            DEFAULT);

    assertThat(only(point.check()).problem())
        .isEqualTo(
            "Expected the rule 'empty' to fire for some item, but it cannot be that the fact "
                + "'age' is at least 8 and that the fact 'age' is below 4 at the same time.");
  }

  @Test
  void shouldFindAValueThatAFactNeverHas() {
    TestPoint point =
        TestPoint.of(
            rule("never").when(item -> item.is("kind", "ticket")).then("answer", "a", 50), DEFAULT);

    assertThat(only(point.check()).problem())
        .isEqualTo(
            "Expected the rule 'never' to fire for some item, but it can never be that the fact "
                + "'kind' is 'ticket'.");
  }

  @Test
  void shouldFindWordsThatNoTextHas() {
    TestPoint point =
        TestPoint.of(
            rule("hyphen").when(item -> item.mentions("e-mail")).then("answer", "a", 50),
            rule("plural")
                .when(item -> item.mentions("passwords"))
                .when(item -> !item.mentions("password"))
                .then("answer", "b", 40),
            rule("phrase")
                .when(item -> item.says("is", "down"))
                .when(item -> !item.mentions("down", "up"))
                .then("answer", "c", 30),
            DEFAULT);

    assertThat(point.check("unreachable"))
        .extracting(Finding::problem)
        .containsExactly(
            "Expected the rule 'hyphen' to fire for some item, but it can never be that the text "
                + "mentions 'e-mail'.",
            "Expected the rule 'plural' to fire for some item, but it cannot be that the text "
                + "mentions 'passwords' and that it is not so that the text mentions 'password' "
                + "at the same time.",
            "Expected the rule 'phrase' to fire for some item, but it cannot be that the text "
                + "says 'is down' and that it is not so that the text mentions 'down' or 'up' at "
                + "the same time.");
  }

  // ---- shadowed, duplicate, never-wins ----

  @Test
  void shouldFindARuleThatAnotherOneAlwaysBeats() {
    TestPoint point =
        TestPoint.of(
            rule("narrow")
                .when(item -> item.mentions("vpn"))
                .when(item -> item.mentions("slow", "hangs"))
                .then("answer", "a", 40),
            rule("wide").when(item -> item.mentions("vpn", "tunnel")).then("answer", "b", 60),
            DEFAULT);

    Finding finding = only(point.check());

    assertThat(finding.id()).isEqualTo("shadowed");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.rules()).extracting(Finding.Place::rule).containsExactly("narrow", "wide");
    assertThat(finding.problem())
        .isEqualTo(
            "Expected the rule 'narrow' to decide about some item, but whenever it fires, the "
                + "rule 'wide' wins.");
    assertThat(finding.advice()).isEqualTo("make it stronger, or delete it");
    assertThat(finding.examples()).containsExactly(Facts.of("title", "vpn and slow"));
    assertThat(point.decide(finding.examples().get(0)).output("answer")).isEqualTo("b");
  }

  @Test
  void shouldFindARuleThatOthersBeatTogether() {
    TestPoint point =
        TestPoint.of(
            rule("known").when(item -> item.has("team")).then("answer", "a", 60),
            rule("unknown").when(item -> item.lacks("team")).then("answer", "b", 60),
            DEFAULT);

    assertThat(only(point.check()).problem())
        .isEqualTo(
            "Expected the rule 'default' to decide about some item, but whenever it fires, one of "
                + "the rules 'known' and 'unknown' wins.");
  }

  @Test
  void shouldFindARowThatRowsAboveItCoverTogether() {
    TestPoint point =
        TestPoint.of(
            ANSWER,
            firstMatch(
                "routes",
                rule("routes/row 1").when(item -> item.below("age", 4)).then("answer", "a", 50),
                rule("routes/row 2").when(item -> item.atLeast("age", 2)).then("answer", "b", 50),
                rule("routes/row 3")
                    .when(item -> item.atLeast("age", 1))
                    .when(item -> item.below("age", 9))
                    .then("answer", "c", 50),
                rule("routes/row 4").then("answer", "d", 50)));

    Finding finding = only(point.check());

    assertThat(finding.id()).isEqualTo("shadowed");
    assertThat(finding.problem())
        .isEqualTo(
            "Expected the row 'routes/row 3' to be the first match for some item, but the rows "
                + "'routes/row 1' and 'routes/row 2' above it together match everything that it "
                + "matches.");
    assertThat(finding.advice()).isEqualTo("move it up, or delete it");
    assertThat(finding.examples()).containsExactly(Facts.of("openedAt", "2026-01-05T08:00:00Z"));
  }

  @Test
  void shouldFindADuplicate() {
    TestPoint point =
        TestPoint.of(
            rule("first").when(item -> item.has("team")).then("answer", "a", 60),
            rule("second").when(item -> !item.lacks("team")).then("answer", "a", 60),
            DEFAULT);

    Finding finding = only(point.check());

    assertThat(finding.id()).isEqualTo("duplicate");
    assertThat(finding.problem())
        .isEqualTo(
            "Expected the rule 'second' to differ from others, but 'first' fires for the same "
                + "items and proposes the same.");
    assertThat(finding.advice()).isEqualTo("delete one of them");
    assertThat(finding.examples()).containsExactly(Facts.of("team", "something"));
  }

  @Test
  void shouldFindAProposalThatNeverWins() {
    TestPoint point =
        TestPoint.of(
            List.of("answer", "other"),
            rules(
                rule("two answers")
                    .when(item -> item.isTrue("major"))
                    .then("answer", "a", 50)
                    .then("other", "b", 50),
                rule("always").then("answer", "c", 40).then("other", "d", 60)));

    Finding finding = only(point.check());

    assertThat(finding.id()).isEqualTo("never-wins");
    assertThat(finding.severity()).isEqualTo(Severity.INFO);
    assertThat(finding.problem())
        .isEqualTo(
            "Expected the rule 'two answers' to decide 'other' for some item, but whenever it "
                + "fires, the rule 'always' wins.");
    assertThat(finding.examples()).containsExactly(Facts.of("major", true));
  }

  // ---- conflict, overlap ----

  @Test
  void shouldFindAConflictAndAvoidItemsThatAStrongerRuleDecides() {
    TestPoint point =
        TestPoint.of(
            rule("network").when(item -> item.mentions("wifi", "lan")).then("answer", "net", 60),
            rule("printing").when(item -> item.mentions("printer")).then("answer", "paper", 60),
            rule("wifi").when(item -> item.mentions("wifi")).then("answer", "air", 70),
            DEFAULT);

    Finding finding = only(point.check());

    assertThat(finding.id()).isEqualTo("conflict");
    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.problem())
        .isEqualTo(
            "Expected one answer to 'answer' for each item, but the rules 'network' ('net') and "
                + "'printing' ('paper') are equally strong (60) for this one, so that the order "
                + "of their names decides.");
    assertThat(finding.advice()).isEqualTo("give the one that should win a greater strength");
    assertThat(finding.examples()).containsExactly(Facts.of("title", "lan and printer"));
  }

  @Test
  void shouldFindNoConflictThatAStrongerRuleAlwaysDecides() {
    TestPoint point =
        TestPoint.of(
            rule("a").when(item -> item.has("team")).then("answer", "a", 60),
            rule("b").when(item -> item.has("impact")).then("answer", "b", 60),
            rule("c").when(item -> item.has("team") && item.has("impact")).then("answer", "c", 70),
            DEFAULT);

    assertThat(point.check()).isEmpty();
  }

  @Test
  void shouldFindAnOverlapOfRules() {
    TestPoint point =
        TestPoint.of(
            rule("a").when(item -> item.has("team")).then("answer", "same", 60),
            rule("b").when(item -> item.has("impact")).then("answer", "same", 60),
            DEFAULT);

    Finding finding = only(point.check());

    assertThat(finding.id()).isEqualTo("overlap");
    assertThat(finding.severity()).isEqualTo(Severity.INFO);
    assertThat(finding.problem())
        .isEqualTo(
            "Expected the rules 'a' and 'b' to be about different items, but both match this one "
                + "and propose 'same' for 'answer'.");
    assertThat(finding.examples())
        .containsExactly(Facts.of(Map.of("team", "something", "impact", "something")));
  }

  @Test
  void shouldFindAnOverlapOfRowsButNotADefaultBelow() {
    TestPoint point =
        TestPoint.of(
            ANSWER,
            firstMatch(
                "routes",
                rule("routes/row 1").when(item -> item.has("team")).then("answer", "same", 50),
                rule("routes/row 2").when(item -> item.has("impact")).then("answer", "same", 50),
                rule("routes/row 3").then("answer", "same", 50)));

    Finding finding = only(point.check());

    assertThat(finding.id()).isEqualTo("overlap");
    assertThat(finding.problem())
        .startsWith("Expected the rows 'routes/row 1' and 'routes/row 2' to be about different");
  }

  // ---- gap ----

  @Test
  void shouldFindAGapOfAPointAndOfATable() {
    TestPoint point =
        TestPoint.of(
            ANSWER,
            firstMatch(
                "routes",
                rule("routes/row 1").when(item -> item.below("wsjf", 4)).then("answer", "a", 50),
                rule("routes/row 2").when(item -> item.atLeast("wsjf", 5)).then("answer", "b", 50),
                rule("routes/row 3").when(item -> item.lacks("wsjf")).then("answer", "c", 50)));

    List<Finding> findings = point.check();

    Facts item = Facts.of(Map.of("valuePerWeek", 4.5, "durationDays", 7));
    assertThat(findings).extracting(Finding::id).containsOnly("gap");
    assertThat(findings).extracting(Finding::severity).containsOnly(Severity.WARNING);
    assertThat(findings)
        .extracting(Finding::problem)
        .containsExactly(
            "Expected the decision point 'test-point' to give 'answer' for every item, but no "
                + "rule proposes it for this one.",
            "Expected the table 'routes' to have a row for every item, but none matches this "
                + "one.");
    assertThat(findings)
        .extracting(finding -> finding.examples().get(0).values().get("durationDays"))
        .containsOnly(7L);
    assertThat(point.decide(item).outputs()).isEmpty();
    assertThat(point.decide(findings.get(0).examples().get(0)).outputs()).isEmpty();
  }

  @Test
  void shouldFindTheGapThatARowWithoutAProposalMakes() {
    TestPoint point =
        TestPoint.of(
            List.of("answer", "other"),
            firstMatch(
                "routes",
                rule("routes/row 1").when(item -> item.has("team")).then("other", "x", 50),
                rule("routes/row 2").then("answer", "a", 50).then("other", "y", 50)));

    Finding finding = only(point.check());

    assertThat(finding.problem()).contains("to give 'answer' for every item");
    assertThat(finding.examples()).containsExactly(Facts.of("team", "something"));
  }

  // ---- unknown-fact, unknown-output, fails, not-analysed ----

  @Test
  void shouldFindAnUnknownFactAndSuggestAName() {
    TestPoint point =
        TestPoint.of(
            rule("typo").when(item -> item.has("classification_knd")).then("answer", "a", 60),
            rule("own").when(item -> item.has("aircraft")).then("answer", "b", 50),
            rule("step").when(item -> item.is("triage_result", "x")).then("answer", "c", 40),
            DEFAULT);

    assertThat(point.check())
        .extracting(Finding::id, Finding::severity, Finding::problem, Finding::advice)
        .containsExactly(
            tuple(
                "unknown-fact",
                Severity.WARNING,
                "Expected the rule 'own' to ask for facts that are known, but it asks for "
                    + "'aircraft'.",
                "correct the name, or declare the fact"),
            tuple(
                "unknown-fact",
                Severity.WARNING,
                "Expected the rule 'typo' to ask for facts that are known, but it asks for "
                    + "'classification_knd'.",
                "you meant 'classification_kind'; if not, declare the fact"));
    assertThat(
            point
                .knowing(
                    KnownFact.of("aircraft", KnownFact.Type.WORD, "the aircraft"),
                    KnownFact.of("classification_knd", KnownFact.Type.WORD, "meant so"))
                .check())
        .isEmpty();
  }

  @Test
  void shouldFindAnUnknownOutput() {
    TestPoint point =
        TestPoint.of(rule("typo").when(item -> item.has("team")).then("anwser", "a", 60), DEFAULT);

    Finding finding = only(point.check());

    assertThat(finding.id()).isEqualTo("unknown-output");
    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.problem())
        .isEqualTo(
            "Expected the rule 'typo' to propose one of the outputs 'answer', but it proposes "
                + "'anwser'.");
    assertThat(finding.advice()).isEqualTo("you meant 'answer'");
    assertThat(finding.examples()).containsExactly(Facts.of("team", "something"));
  }

  @Test
  void shouldFindARuleThatFails() {
    RuleGroup group =
        new RuleGroup("rules", Hit.ALL, true, List.of(new FailingRule("fails"), DEFAULT));

    Finding finding = only(TestPoint.of(ANSWER, group).check());

    assertThat(finding.id()).isEqualTo("fails");
    assertThat(finding.problem())
        .isEqualTo(
            "Expected the rule 'fails' to make its proposals, but it failed: a raise is by at "
                + "least one level, not 0.");
  }

  @Test
  void shouldSayWhatItCannotRead() {
    TestPoint readable =
        TestPoint.of(
            rule("long title")
                .when(item -> item.value("title").length() > 80)
                .then("answer", "a", 60),
            rule("many").when(item -> manyQuestions(item)).then("answer", "b", 50),
            DEFAULT);
    PointRules rules =
        new PointRules(
            TestPoint.POINT,
            ANSWER,
            readable.rules().groups(),
            List.of("two items"),
            Set.of(),
            true);
    TestPoint point = new TestPoint(rules, readable.probe(), readable.known());

    List<Finding> findings = point.check();

    assertThat(findings).extracting(Finding::id).containsOnly("not-analysed");
    assertThat(findings)
        .extracting(Finding::problem)
        .containsExactly(
            "Expected the rule 'two items' to ask one item only, but it does more; it was left "
                + "out of the check.",
            "Expected the conditions of the rule 'long title' to be questions with a yes or no, "
                + "but it looks at a value as a whole: a value is given by the fact 'title'; what "
                + "it does together with others was not checked.",
            "Expected the conditions of the rule 'many' to be questions with a yes or no, but its "
                + "conditions have more than 4,096 ways through; what it does together with "
                + "others was not checked.");
  }

  @Test
  void shouldSayWhatTookTooLong() {
    TestPoint point =
        TestPoint.of(
            rule("a").when(item -> item.has("team")).then("answer", "a", 60),
            rule("b").when(item -> item.has("impact")).then("answer", "b", 60),
            rule("c").then("answer", "c", 60));

    assertThat(point.check(0))
        .extracting(Finding::id, Finding::problem)
        .containsExactly(
            tuple(
                "not-analysed",
                "Expected to find out whether every item gets 'answer', but the search was too "
                    + "long."),
            tuple(
                "not-analysed",
                "Expected to find out whether stronger rules for 'answer' leave the rule 'b' "
                    + "anything, but the search was too long."),
            tuple(
                "not-analysed",
                "Expected to find out whether stronger rules for 'answer' leave the rule 'c' "
                    + "anything, but the search was too long."),
            tuple(
                "not-analysed",
                "Expected to compare all rules with each other, but from 'a' on, the search was "
                    + "too long."));
  }

  @Test
  void shouldNotSpeakOfStrengthWhereItDoesNotDecide() {
    TestPoint strongest =
        TestPoint.of(
            rule("a").when(item -> item.has("team")).then("answer", "a", 60),
            rule("b").when(item -> item.has("team")).then("answer", "b", 60),
            DEFAULT);
    PointRules rules =
        new PointRules(
            TestPoint.POINT, ANSWER, strongest.rules().groups(), List.of(), Set.of(), false);

    assertThat(strongest.check()).extracting(Finding::id).containsExactly("shadowed", "conflict");
    assertThat(new TestPoint(rules, strongest.probe(), strongest.known()).check()).isEmpty();
  }

  @Test
  void shouldKeepABoundedNumberOfFindings() {
    TestRule[] rules =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    rule("rule " + i)
                        .when(item -> item.mentions("w" + i))
                        .then("answer", "v" + i, 9))
            .toArray(TestRule[]::new);

    List<Finding> conflicts = TestPoint.of(rules).check("conflict");

    assertThat(conflicts).hasSize(200);
    assertThat(conflicts.get(199).problem())
        .isEqualTo(
            "Expected fewer than 200 findings of the kind 'conflict', but there may be more than "
                + "are shown.");
  }

  @Test
  void shouldUnderstandTheQuestionsAboutTables() {
    RuleProbe probe = new RuleProbe(BuiltInOptions.builder().feedbackRate(0.5).build(), ANSWER);
    PointRules rules =
        new PointRules(
            TestPoint.POINT,
            ANSWER,
            List.of(
                rules(
                    rule("routed")
                        .when(item -> item.isRouted("category"))
                        .when(item -> item.is("category", "Gardening"))
                        .then("answer", "a", 70),
                    rule("kind").when(item -> item.namesKind("kind")).then("answer", "b", 60),
                    rule("sampled").when(item -> item.isSampled()).then("answer", "c", 50),
                    rule("no id")
                        .when(item -> item.isSampled())
                        .when(item -> item.lacks("id"))
                        .then("answer", "d", 40),
                    rule("kind known").when(item -> item.has("kind")).then("answer", "e", 30))),
            List.of(),
            Set.of(),
            true);

    List<Finding> findings = new TestPoint(rules, probe, KnownFacts.builtIn()).check();

    assertThat(findings)
        .extracting(
            Finding::id, finding -> finding.rules().stream().map(Finding.Place::rule).toList())
        .containsExactly(
            tuple("unreachable", List.of("routed")),
            tuple("unreachable", List.of("no id")),
            tuple("gap", List.of()),
            tuple("shadowed", List.of("kind known", "kind")));
  }

  private static boolean manyQuestions(Item item) {
    int held = 0;
    for (int i = 0; i < 13; i++) {
      held += item.mentions("word" + i) ? 1 : 0;
    }
    return held > 3;
  }

  private static Finding only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }
}
