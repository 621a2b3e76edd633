// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import static io.millrace.rules.internal.analysis.TestRule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Facts;
import io.millrace.rules.KnownFact;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.internal.analysis.RuleGroup.Hit;
import io.millrace.rules.workshop.Finding;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The check of many rules takes seconds. */
class LargeSetsTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @Test
  void shouldFindTheOneMissingRowOfAThousand() {
    // given 25 services by 10 categories by 4 ranges of age, and rows for what is not known
    List<TestRule> rows = new ArrayList<>();
    rows.add(rule("no service").when(item -> item.lacks("service")).then("answer", "x", 50));
    rows.add(rule("no category").when(item -> item.lacks("class")).then("answer", "x", 50));
    rows.add(rule("no age").when(item -> item.lacks("age")).then("answer", "x", 50));
    rows.add(rule("old").when(item -> item.atLeast("age", 40)).then("answer", "y", 50));
    rows.add(rule("early").when(item -> item.below("age", 0)).then("answer", "z", 50));
    IntStream.range(0, 1_000).mapToObj(LargeSetsTest::row).forEach(rows::add);
    TestPoint whole = point(TestPoint.firstMatch("whole", rows.toArray(TestRule[]::new)));
    rows.remove(5 + 777);
    TestPoint holed = point(TestPoint.firstMatch("holed", rows.toArray(TestRule[]::new)));
    // when
    List<Finding> ofWhole = timed(whole::check);
    List<Finding> ofHoled = timed(holed::check);
    // then
    assertThat(ofWhole).extracting(Finding::id).containsOnly("overlap");
    assertThat(ofHoled)
        .filteredOn(finding -> finding.id().equals("gap"))
        .hasSize(2)
        .allSatisfy(
            finding ->
                assertThat(finding.examples())
                    .containsExactly(
                        Facts.of(
                            Map.of(
                                "service",
                                "service 19",
                                "class",
                                "class 4",
                                "openedAt",
                                "2026-01-04T23:00:00Z"))));
  }

  @Test
  void shouldCheckAThousandRowsThatAllCount() {
    RuleGroup table =
        new RuleGroup(
            "table",
            Hit.ALL,
            true,
            IntStream.range(0, 1_000).<PolicyRule>mapToObj(LargeSetsTest::row).toList());

    List<Finding> findings = timed(() -> point(table).check());

    assertThat(findings).extracting(Finding::id).containsOnly("gap");
  }

  @Test
  void shouldCheckThreeHundredRulesAboutWords() {
    TestRule[] rules =
        IntStream.range(0, 300)
            .mapToObj(
                i ->
                    rule("rule " + i)
                        .when(item -> item.mentions("subject" + i, "topic" + i, "thing" + i % 30))
                        .when(
                            item -> item.mentions("verb" + i % 20) || item.says("please", "do" + i))
                        .then("answer", "value" + i, 1 + i % 90))
            .toArray(TestRule[]::new);

    List<Finding> findings = timed(() -> TestPoint.of(rules).check());

    assertThat(findings).extracting(Finding::id).contains("gap", "conflict");
  }

  @Test
  void shouldLeaveOutRulesThatAskForTooManyWords() {
    TestRule[] rules =
        IntStream.range(0, 3_340)
            .mapToObj(
                i ->
                    rule("rule " + i)
                        .when(
                            item ->
                                item.mentions("a" + i, "b" + i, "c" + i, "d" + i, "e" + i, "f" + i))
                        .then("answer", "a", 1 + i % 100))
            .toArray(TestRule[]::new);

    List<Finding> findings = timed(() -> TestPoint.of(rules).check());

    assertThat(findings)
        .filteredOn(finding -> finding.problem().contains("words"))
        .hasSize(7)
        .first()
        .extracting(Finding::problem)
        .isEqualTo(
            "Expected the conditions of the rule 'rule 3333' to be questions with a yes or no, but "
                + "the rules of its decision point ask for more than 20,000 words; what it does "
                + "together with others was not checked.");
  }

  private static TestPoint point(RuleGroup group) {
    return TestPoint.of(List.of("answer"), group)
        .knowing(
            KnownFact.word("service", names("service ", 25), "the service"),
            KnownFact.word("class", names("class ", 10), "the class of the service"));
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private static TestRule row(int i) {
    int service = i / 40;
    int category = i / 4 % 10;
    int from = i % 4 * 10;
    return rule("row " + i)
        .when(item -> item.is("service", "service " + service))
        .when(item -> item.is("class", "class " + category))
        .when(item -> item.atLeast("age", from))
        .when(item -> item.below("age", from + 10.0))
        .then("answer", "team " + i, 50);
  }

  /** Measures the time of the processor, so that a busy machine does no harm. */
  private static List<Finding> timed(Supplier<List<Finding>> check) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    List<Finding> findings = check.get();
    Duration taken = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    System.out.println("took " + taken.toMillis() + " ms, " + findings.size() + " findings");
    assertThat(taken).isLessThan(LONGEST);
    return findings;
  }
}
