// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rules.PackProblem;
import io.millrace.rules.internal.compile.Rules.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.drools.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that a tenant writes may do more than ask the item and make proposals. */
class HostileRulesTest {
  private static final Pattern RULE = Pattern.compile("(?m)^rule [\"']?(x[^\n\"']*)");
  private static final String PROPERTY = "millrace.hostile";

  static Stream<HostileRule> hostileRules() {
    return Stream.concat(HostileRule.all().stream(), largeRules());
  }

  private static Stream<HostileRule> largeRules() {
    return Stream.of(
        large(
            "10,000 brackets",
            rule("Item( " + times("(", 10_000) + "true" + times(")", 10_000) + " )"),
            "at most 4096 bytes",
            "nests too deeply"),
        large(
            "1,500 brackets",
            rule("Item( " + times("(", 1_500) + "true" + times(")", 1_500) + " )"),
            "nests too deeply"),
        large(
            "10,000 brackets in the consequence",
            consequence(
                "proposals.kind("
                    + times("(", 10_000)
                    + "\"a\""
                    + times(")", 10_000)
                    + ", 1, \"t\");"),
            "at most 4096 bytes"),
        large(
            "30,000 negations",
            rule("Item( " + times("!", 30_000) + "true )"),
            "4096 bytes",
            "too deeply"),
        large(
            "5,000 conditions",
            rule("Item( " + times("has(\"a\"), ", 5_000) + "true )"),
            "4096 bytes"),
        large(
            "300 conditions",
            rule("Item( " + times("has(\"a\"), ", 300) + "true )"),
            "more than 40 conditions"),
        large("800 additions", rule("Item( 1" + times("+1", 800) + " > 3 )"), "nests too deeply"),
        large(
            "many parts",
            rule(
                "Item( "
                    + times(
                        "is(\"a\",\"b\",\"c\",\"d\")&&is(\"a\",\"b\",\"c\",\"d\")&&has(\"a\"), ",
                        39)
                    + "true )"),
            "has more than 500 parts"),
        large(
            "60 statements",
            consequence(times("proposals.kind(\"a\", 1, \"t\");\n", 70)),
            "too many statements"),
        large("20 blocks", consequence(times("{", 20) + times("}", 20)), "nests too deeply"),
        large(
            "a large file", rule("Item( )") + times("// nothing\n", 6_000), "at most 65536 bytes"),
        large(
            "201 rules",
            IntStream.rangeClosed(1, 201)
                .mapToObj(i -> "rule \"x" + i + "\" when Item( ) then end\n")
                .collect(Collectors.joining()),
            "at most 200 rules"));
  }

  @ParameterizedTest
  @MethodSource("hostileRules")
  void shouldRefuseHostileRules(HostileRule rule) {
    int before = Marker.hits();

    Outcome outcome = Rules.compile(Trust.TENANT, rule.drl());

    assertThat(outcome.problems()).isNotEmpty();
    assertThat(outcome.rules().models()).isEmpty();
    assertThat(outcome.rules().loader()).as("a class loader").isNull();
    assertThat(Marker.hits()).as("traces").isEqualTo(before);
    assertThat(System.getProperty(PROPERTY)).isNull();
    List<String> messages = outcome.messages();
    assertThat(messages)
        .as("one of %s", rule.answers())
        .anyMatch(message -> rule.answers().stream().anyMatch(message::contains));
    assertThat(messages).allMatch(message -> message.startsWith(Rules.PATH));
    assertThat(messages).allMatch(message -> message.length() < 600);
    assertThat(outcome.problems()).allMatch(problem -> namesRuleAndLine(problem, rule));
  }

  static Stream<HostileRule> rulesWithHostileCode() {
    return HostileRule.all().stream().filter(rule -> !rule.sourceOnly());
  }

  /** The second wall, alone: as if the check of a tenant's sources had overlooked everything. */
  @ParameterizedTest
  @MethodSource("rulesWithHostileCode")
  void shouldRefuseTheCompiledCodeToo(HostileRule rule) {
    int before = Marker.hits();
    Problems problems = new Problems();

    ParsedFile file = RuleParser.parse(new RuleFile(Rules.PATH, rule.drl()), problems);
    if (file != null) {
      ParsedRule first = file.rules().get(0);
      RuleCheck.check(first).forEach(refusal -> problems.refuse(first, refusal));
    }
    if (file != null && problems.isEmpty()) {
      new Compilation(List.of(file), Rules.class.getClassLoader(), Trust.TENANT, problems).run();
    }

    assertThat(problems.isEmpty()).as("accepted").isFalse();
    assertThat(Marker.hits()).as("traces").isEqualTo(before);
  }

  @Test
  void shouldSeeTheTraceWhenAHostsRuleLeavesIt() throws Exception {
    int before = Marker.hits();

    Outcome outcome =
        Rules.compile(Trust.HOST, Rules.rule("Item( )", Marker.class.getName() + ".hit();"));

    assertThat(outcome.messages()).isEmpty();
    Model model = outcome.rules().models().get(0);
    model.getRules().get(0).getDefaultConsequence().getBlock().execute(new Object[0]);
    assertThat(Marker.hits()).isEqualTo(before + 1);
  }

  @Test
  void shouldNotLetATextBreakOutOfGeneratedCode() throws Exception {
    int before = Marker.hits();
    String text = "\\\"); " + Marker.class.getName() + ".hit(); //\\\\\\\" + \\n\\t'";

    Outcome outcome =
        Rules.compile(
            Trust.TENANT,
            Rules.rule(
                "Item( has(\"" + text + "\") )",
                "proposals.kind(\"" + text + "\", 1, \"" + text + "\");"));

    assertThat(outcome.messages()).isEmpty();
    Model model = outcome.rules().models().get(0);
    RecordedProposals proposals = new RecordedProposals();
    model.getRules().get(0).getDefaultConsequence().getBlock().execute(proposals.proxy());
    assertThat(proposals.calls())
        .singleElement()
        .asString()
        .contains("\"); " + Marker.class.getName() + ".hit(); //\\\" + \n\t'");
    assertThat(Marker.hits()).isEqualTo(before);
  }

  @Test
  void shouldCompileTheLargestRuleInBoundedTime() {
    String most =
        IntStream.range(0, 40)
            .mapToObj(i -> "has(value(value(value(value(\"a" + i + "\")))))")
            .collect(Collectors.joining(",\n  "));
    Instant start = Instant.now();

    Outcome outcome = Rules.compile(Trust.TENANT, Rules.rule("Item( " + most + " )", ""));

    assertThat(outcome.messages()).isEmpty();
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
  }

  /** What concerns one rule names it; what concerns the file need not have a line. */
  private static boolean namesRuleAndLine(PackProblem problem, HostileRule rule) {
    return !problem.problem().startsWith("Expected the rule ")
        || problem.line() > 4
            && problem.line() <= rule.drl().lines().count()
            && RULE.matcher(rule.drl()).find()
            && problem.problem().contains("'x");
  }

  private static HostileRule large(String title, String body, String... answers) {
    return new HostileRule(title, Rules.HEAD + body, List.of(answers), true);
  }

  private static String rule(String condition) {
    return "rule \"x\"\nwhen\n  " + condition + "\nthen\nend\n";
  }

  private static String consequence(String statements) {
    return "rule \"x\"\nwhen\n  Item( )\nthen\n  " + statements + "\nend\n";
  }

  private static String times(String text, int times) {
    return text.repeat(times);
  }
}
