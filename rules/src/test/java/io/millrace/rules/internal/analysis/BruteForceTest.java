// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Decision;
import io.millrace.model.Facts;
import io.millrace.model.Reason;
import io.millrace.rules.KnownFact;
import io.millrace.rules.drl.Item;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.internal.analysis.RuleGroup.Hit;
import io.millrace.rules.workshop.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small random rule sets, checked by trying every item that there is. */
class BruteForceTest {
  private static final List<String> FACTS = List.of("a", "b", "c");
  private static final List<String> VALUES = List.of("x", "y");
  private static final List<String> OUTPUTS = List.of("one", "two");
  private static final List<String> WORDS = List.of("new", "news", "phone", "zzz");

  @Test
  void shouldFindWhatTryingEveryItemFinds() {
    long seed = Long.getLong("millrace.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Facts> items = factItems();
    for (int i = 0; i < 1_500; i++) {
      TestPoint point = point(random, () -> factQuestion(random));
      compare(point, items, "seed " + seed + ", set " + i);
    }
  }

  @Test
  void shouldFindWhatTryingEveryTextFinds() {
    long seed = Long.getLong("millrace.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Facts> items = textItems();
    for (int i = 0; i < 200; i++) {
      TestPoint point = point(random, () -> textQuestion(random));
      compare(point, items, "seed " + seed + ", set " + i);
    }
  }

  private static void compare(TestPoint point, List<Facts> items, String what) {
    List<Finding> findings = point.check();
    List<Decision> decisions = items.stream().map(point::decide).toList();
    List<PolicyRule> rules =
        point.rules().groups().stream().flatMap(group -> group.rules().stream()).toList();
    String name = what + ": " + rules;

    assertThat(findings).as(name).extracting(Finding::id).doesNotContain("not-analysed");
    assertThat(first(findings, "unreachable")).as(name).isEqualTo(neverHold(point, rules, items));
    Set<String> never = first(findings, "shadowed");
    never.addAll(first(findings, "duplicate"));
    Set<String> reallyNever = neverDecide(rules, decisions);
    reallyNever.removeAll(neverHold(point, rules, items));
    assertThat(never).as(name).isEqualTo(reallyNever);
    assertThat(pairs(findings, "conflict")).as(name).isEqualTo(conflicts(decisions));
    assertThat(gaps(point, findings)).as(name).isEqualTo(reallyGaps(decisions));
    assertThat(findings.stream().anyMatch(BruteForceTest::isTableGap))
        .as(name)
        .isEqualTo(hasTableGap(point, items));
  }

  // ---- what the check says ----

  private static Set<String> first(List<Finding> findings, String id) {
    return findings.stream()
        .filter(finding -> finding.id().equals(id))
        .map(finding -> finding.rules().get(0).rule())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Set<String>> pairs(List<Finding> findings, String id) {
    return findings.stream()
        .filter(finding -> finding.id().equals(id))
        .map(
            finding ->
                finding.rules().stream().map(Finding.Place::rule).collect(Collectors.toSet()))
        .collect(Collectors.toSet());
  }

  private static Set<String> gaps(TestPoint point, List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.id().equals("gap") && !isTableGap(finding))
        .flatMap(
            finding -> {
              Decision decision = point.decide(finding.examples().get(0));
              return OUTPUTS.stream()
                  .filter(output -> finding.problem().contains("'" + output + "'"))
                  .filter(output -> decision.output(output) == null);
            })
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isTableGap(Finding finding) {
    return finding.id().equals("gap") && finding.problem().startsWith("Expected the table");
  }

  // ---- what is so ----

  private static Set<String> neverHold(TestPoint point, List<PolicyRule> rules, List<Facts> items) {
    return rules.stream()
        .filter(rule -> items.stream().noneMatch(item -> point.probe().holds(rule, item, Items.AT)))
        .map(PolicyRule::fullName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> neverDecide(List<PolicyRule> rules, List<Decision> decisions) {
    Set<String> deciding =
        decisions.stream()
            .flatMap(decision -> decision.reasons().stream())
            .filter(Reason::decided)
            .map(Reason::rule)
            .collect(Collectors.toSet());
    return rules.stream()
        .map(PolicyRule::fullName)
        .filter(rule -> !deciding.contains(rule))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Set<String>> conflicts(List<Decision> decisions) {
    return decisions.stream()
        .flatMap(
            decision ->
                decision.reasons().stream()
                    .flatMap(
                        one ->
                            decision.reasons().stream()
                                .filter(two -> isConflict(decision, one, two))
                                .map(two -> Set.of(one.rule(), two.rule()))))
        .collect(Collectors.toSet());
  }

  private static boolean isConflict(Decision decision, Reason one, Reason two) {
    return one.output().equals(two.output())
        && !one.value().equals(two.value())
        && one.strength() == two.strength()
        && decision.reasons().stream()
            .filter(other -> other.output().equals(one.output()))
            .allMatch(other -> other.strength() <= one.strength());
  }

  private static Set<String> reallyGaps(List<Decision> decisions) {
    return OUTPUTS.stream()
        .filter(output -> decisions.stream().anyMatch(one -> one.output(output) != null))
        .filter(output -> decisions.stream().anyMatch(one -> one.output(output) == null))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean hasTableGap(TestPoint point, List<Facts> items) {
    return point.rules().groups().stream()
        .filter(group -> !group.gapsAllowed())
        .anyMatch(
            group ->
                items.stream()
                    .anyMatch(
                        item ->
                            group.rules().stream()
                                .noneMatch(row -> point.probe().holds(row, item, Items.AT))));
  }

  // ---- rules and items ----

  private interface Questions {
    Predicate<Item> next();
  }

  private static TestPoint point(Random random, Questions questions) {
    TestRule[] rules =
        IntStream.range(0, 1 + random.nextInt(5))
            .mapToObj(i -> rule(random, "rule " + i, questions))
            .toArray(TestRule[]::new);
    TestRule[] rows =
        IntStream.range(0, 1 + random.nextInt(5))
            .mapToObj(i -> rule(random, "row " + i, questions))
            .toArray(TestRule[]::new);
    TestPoint point =
        random.nextBoolean()
            ? TestPoint.of(OUTPUTS, TestPoint.rules(rules))
            : TestPoint.of(
                OUTPUTS,
                TestPoint.rules(rules),
                new RuleGroup("table", Hit.FIRST, false, List.of(rows)));
    return point.knowing(
        KnownFact.word("a", VALUES, "a"),
        KnownFact.word("b", VALUES, "b"),
        KnownFact.number("c", "pieces", "c"));
  }

  private static TestRule rule(Random random, String name, Questions questions) {
    TestRule rule = TestRule.rule(name);
    for (int i = random.nextInt(3); i > 0; i--) {
      Predicate<Item> one = questions.next();
      Predicate<Item> two = questions.next();
      rule = rule.when(random.nextInt(3) == 0 ? item -> one.test(item) || two.test(item) : one);
    }
    int proposals = 1 + random.nextInt(4);
    for (int i = 0; i < OUTPUTS.size(); i++) {
      if ((proposals >> i & 1) == 1 || proposals == 4 && i == 0) {
        rule = rule.then(OUTPUTS.get(i), "v" + random.nextInt(2), 1 + random.nextInt(3));
      }
    }
    return rule;
  }

  private static Predicate<Item> factQuestion(Random random) {
    String fact = FACTS.get(random.nextInt(2));
    String value = VALUES.get(random.nextInt(VALUES.size()));
    double bound = 1 + random.nextInt(2);
    return switch (random.nextInt(8)) {
      case 0 -> item -> item.has(fact);
      case 1 -> item -> item.lacks(fact);
      case 2, 3 -> item -> item.is(fact, value);
      case 4 -> item -> !item.is(fact, value);
      case 5 -> item -> item.atLeast("c", bound);
      case 6 -> item -> item.below("c", bound);
      default -> item -> item.isOneOf(fact, "X", "y");
    };
  }

  private static Predicate<Item> textQuestion(Random random) {
    String word = WORDS.get(random.nextInt(3));
    String other = WORDS.get(random.nextInt(3));
    return switch (random.nextInt(6)) {
      case 0, 1 -> item -> item.mentions(word);
      case 2 -> item -> !item.mentions(word);
      case 3 -> item -> item.mentions(word, other);
      case 4 -> item -> !item.says(word, other);
      default -> item -> item.says(word, other);
    };
  }

  /** Every combination of nothing and two values of two facts, and of four values of a number. */
  private static List<Facts> factItems() {
    List<Facts> items = new ArrayList<>();
    for (String a : List.of("", "x", "y")) {
      for (String b : List.of("", "x", "y")) {
        for (String c : List.of("", "0.5", "1", "2")) {
          Map<String, Object> facts = new LinkedHashMap<>();
          Map.of("a", a, "b", b, "c", c)
              .forEach(
                  (name, value) -> {
                    if (!value.isEmpty()) {
                      facts.put(name, name.equals("c") ? Double.valueOf(value) : value);
                    }
                  });
          items.add(Facts.of(facts));
        }
      }
    }
    return items;
  }

  /** Every text of up to five words, and every set of words and phrases, kept apart. */
  private static List<Facts> textItems() {
    List<String> texts = new ArrayList<>(List.of(""));
    int from = 0;
    for (int length = 1; length <= 5; length++) {
      int to = texts.size();
      for (String text : List.copyOf(texts.subList(from, to))) {
        WORDS.forEach(word -> texts.add(text + " " + word));
      }
      from = to;
    }
    List<String> phrases = new ArrayList<>(WORDS.subList(0, 3));
    WORDS
        .subList(0, 3)
        .forEach(one -> WORDS.subList(0, 3).forEach(two -> phrases.add(one + " " + two)));
    for (int set = 0; set < 1 << phrases.size(); set++) {
      int chosen = set;
      texts.add(
          IntStream.range(0, phrases.size())
              .filter(i -> (chosen >> i & 1) == 1)
              .mapToObj(phrases::get)
              .collect(Collectors.joining(" zzz ")));
    }
    return texts.stream().map(text -> Facts.of("title", text)).toList();
  }
}
