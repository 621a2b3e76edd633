package io.millrace.rules.internal.analysis;

import static io.millrace.rules.internal.analysis.TestRule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rules.KnownFact;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.internal.analysis.RuleGroup.Hit;
import io.millrace.rules.workshop.Finding;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The check of many rules takes seconds. */
class LargeSetsTest {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  @Test
  void shouldCheckAThousandRowsWithOneMissing() {
    // given services by 10 categories by 4 ranges of age: complete, but for one row
    TestRule[] rows =
        IntStream.range(0, 1_000).mapToObj(LargeSetsTest::row).toArray(TestRule[]::new);
    TestRule[] holed = IntStream.range(0, 999).mapToObj(i -> rows[i]).toArray(TestRule[]::new);
    // when
    List<Finding> findings = timed(() -> point(TestPoint.firstMatch("holed", holed)).check());
    // then the missing service, category and age are found
    assertThat(findings).extracting(Finding::id).contains("gap").doesNotContain("not-analysed");
    assertThat(point(TestPoint.firstMatch("whole", rows)).check("gap")).hasSize(2);
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

  private static TestPoint point(RuleGroup group) {
    return TestPoint.of(List.of("answer"), group)
        .knowing(KnownFact.of("service", KnownFact.Type.WORD, "the service"));
  }

  private static TestRule row(int i) {
    int service = i / 40;
    int category = i / 4 % 10;
    int from = i % 4 * 10;
    return rule("row " + i)
        .when(item -> item.is("service", "service " + service))
        .when(item -> item.is("category", "category " + category))
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
