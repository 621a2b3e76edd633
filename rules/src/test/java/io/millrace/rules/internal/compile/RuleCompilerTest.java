// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.rules.PackProblem;
import io.millrace.rules.drl.Item;
import io.millrace.rules.internal.compile.Rules.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.drools.model.Consequence;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.drools.model.functions.Predicate1;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleCompilerTest {
  private static final String GOOD =
      Rules.rule(
          "$item : Item( has(\"team\") )",
          "proposals.propose(\"team\", $item.value(\"team\"), 60, \"Störung\", $item.read(\"team\"));");

  @ParameterizedTest
  @EnumSource(Trust.class)
  void shouldCompileRulesThatCanBeRun(Trust trust) throws Exception {
    Outcome outcome = Rules.compile(trust, GOOD);

    assertThat(outcome.messages()).isEmpty();
    Rule rule = outcome.rules().models().get(0).getRules().get(0);
    Predicate1<Item> condition = onlyCondition(rule);
    Item blue = FactItem.of(Map.of("team", "blue"));
    assertThat(condition.test(blue)).isTrue();
    assertThat(condition.test(FactItem.of(Map.of()))).isFalse();
    RecordedProposals proposals = new RecordedProposals();
    fire(rule, blue, proposals);
    assertThat(proposals.calls()).containsExactly("propose[team, blue, 60, Störung, {team=blue}]");
  }

  @Test
  void shouldSayWhereRulesAreWritten() {
    String second = GOOD.replace("\"x\"", "\"y\"").replace("acme.policy.routing", "acme.triage");

    Outcome outcome =
        Rules.compile(
            Trust.TENANT,
            List.of(
                new RuleFile("rules/b.drl", GOOD),
                new RuleFile("rules/a.drl", GOOD.replace("\"x\"", "\"z\"")),
                new RuleFile("rules/c.drl", second)));

    assertThat(outcome.messages()).isEmpty();
    assertThat(outcome.rules().rules())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "acme.policy.routing/x",
                new RulePlace("acme.policy.routing", "x", "rules/b.drl", 5),
                "acme.policy.routing/z",
                new RulePlace("acme.policy.routing", "z", "rules/a.drl", 5),
                "acme.triage/y",
                new RulePlace("acme.triage", "y", "rules/c.drl", 5)));
    assertThat(outcome.rules().models())
        .extracting("packageName")
        .containsExactly("acme.policy.routing", "acme.triage");
  }

  @Test
  void shouldReportTheProblemsOfAllFilesAtOnce() {
    String unknown = Rules.rule("Item( hass(\"a\") )", "proposals.kind(\"a\", 1, \"b\");");
    String wrong = Rules.rule("Item( )", "\nproposals.kind(\"a\", \"1\", \"b\");");
    String broken = Rules.rule("Item( has(\"a\" )", "");
    String noSemicolon = Rules.rule("Item( )", "\nproposals.kind(\"a\", 1, \"b\")");
    String noBoolean = Rules.rule("Item( value(\"a\") )", "").replace("\"x\"", "\"other\"");

    Outcome outcome =
        Rules.compile(
            Trust.HOST,
            List.of(
                new RuleFile("1.drl", unknown),
                new RuleFile("2.drl", wrong.replace("\"x\"", "\"y\"")),
                new RuleFile("3.drl", broken),
                new RuleFile("4.drl", noSemicolon.replace("\"x\"", "\"z\"")),
                new RuleFile("5.drl", GOOD.replace("\"x\"", "\"good\"")),
                new RuleFile("6.drl", noBoolean)));

    String lookUp =
        " Maybe look up its name and arguments in io.millrace.rules.drl.Item and Proposals.";
    assertThat(outcome.messages())
        .containsExactly(
            "1.drl:7: Expected the rule 'x' to ask questions that there are, but there is no 'hass'"
                + " with such arguments."
                + lookUp,
            "2.drl:10: Expected the rule 'y' to compile, but the method kind(String, int, String) in"
                + " the type Proposals is not applicable for the arguments (String, String, String)."
                + lookUp,
            "3.drl:8: Expected rules in DRL, but there is a syntax error in rule 'x': mismatched input"
                + " 'then'. Maybe look for a bracket, a comma or a quotation mark that is missing"
                + " before it.",
            "4.drl:10: Expected the rule 'z' to have a consequence in Java, but there is a syntax"
                + " error: Found \"}\". Maybe look for a bracket, a semicolon or a quotation mark that"
                + " is missing.",
            "6.drl:7: Expected the rule 'other' to have conditions that are true or false, but"
                + " 'value(\"a\")' is not. Maybe compare it with a value, or bind it to a name.");
    assertThat(outcome.rules().models()).isEmpty();
    assertThat(outcome.rules().loader()).isNull();
  }

  @Test
  void shouldRefuseTheSameNameTwiceInAPackage() {
    Outcome outcome =
        Rules.compile(
            Trust.HOST, List.of(new RuleFile("a.drl", GOOD), new RuleFile("b.drl", "\n" + GOOD)));

    assertThat(outcome.messages())
        .containsExactly(
            "b.drl:6: Expected the rule 'x' to have its name to itself, but a.drl:5 has a rule of"
                + " this name too. Maybe rename one of them, or leave one out.");
  }

  @Test
  void shouldSayWhichLinesAreMissingAtTheTop() {
    Outcome outcome =
        Rules.compile(Trust.HOST, "package acme.routing;\nrule \"x\" when Item( ) then end\n");

    assertThat(outcome.messages())
        .containsExactly(
            "rules/x.drl: Expected 'import io.millrace.rules.drl.Item;', but the file does not import"
                + " it. Maybe add the line below the package.",
            "rules/x.drl: Expected 'global io.millrace.rules.drl.Proposals proposals;', but the file"
                + " does not declare it. Maybe add the line below the imports.");
  }

  @ParameterizedTest
  @EnumSource(Trust.class)
  void shouldRefuseWhatChangesTheSession(Trust trust) {
    for (String change :
        List.of(
            "insert(\"x\");",
            "update($i);",
            "modify($i) { is() }",
            "delete($i);",
            "retract($i);",
            "drools.halt();")) {
      Outcome outcome = Rules.compile(trust, Rules.rule("$i : Item( )", change));

      assertThat(outcome.messages())
          .singleElement()
          .asString()
          .startsWith(
              "rules/x.drl:9: Expected the rule 'x' to only ask the item and make proposals, but it uses '");
    }
  }

  @Test
  void shouldLetAHostCallItsOwnCode() {
    String rule = Rules.rule("Item( value(\"a\").matches(\"b+\") )", "System.currentTimeMillis();");

    assertThat(Rules.compile(Trust.HOST, rule).messages()).isEmpty();
    assertThat(Rules.compile(Trust.TENANT, rule).messages())
        .containsExactly(
            "rules/x.drl:7: Expected the rule 'x' to only ask the item and make proposals, but it"
                + " calls matches. Maybe ask the item for what the rule needs to know.");
  }

  @Test
  void shouldNameWhatCompiledCodeCalls() {
    String rule = Rules.rule("Item( number(\"a\", 1) == \"java.lang.Long.getLong(null)\" )", "");

    assertThat(Rules.compile(Trust.TENANT, rule).messages())
        .containsExactly(
            "rules/x.drl:7: Expected the rule 'x' to only ask the item and make proposals, but it"
                + " calls java.lang.Long.getLong. Maybe ask the item for what the rule needs to know.");
  }

  @Test
  void shouldLoadNothingWhenThereAreProblemsAlready() {
    List<PackProblem> problems = new ArrayList<>();
    problems.add(new PackProblem("pack.yaml", 1, "Expected something, but got nothing.", "try it"));

    CompiledRules rules =
        RuleCompiler.compile("test", List.of(new RuleFile("a.drl", GOOD)), Trust.HOST, problems);

    assertThat(problems).hasSize(1);
    assertThat(rules.models()).isEmpty();
    assertThat(rules.loader()).isNull();
  }

  @Test
  void shouldLetModelsGoWhenClosed() {
    CompiledRules rules = Rules.compile(Trust.HOST, GOOD).rules();

    rules.close();

    assertThat(rules.models()).isEmpty();
    assertThat(rules.rules()).isEmpty();
    assertThat(rules.loader()).isNull();
  }

  @Test
  void shouldKeepPacksOfTheSamePackageApart() throws Exception {
    Outcome blue = Rules.compile(Trust.TENANT, GOOD.replace("60", "61"));
    Outcome red = Rules.compile(Trust.TENANT, GOOD.replace("60", "62"));

    assertThat(strength(blue)).contains(", 61,");
    assertThat(strength(red)).contains(", 62,");
  }

  @Test
  void shouldCompileOnSeveralThreadsAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<String>> tasks = new ArrayList<>();
      for (int i = 10; i < 22; i++) {
        String drl = GOOD.replace("60", String.valueOf(i));
        tasks.add(() -> strength(Rules.compile(Trust.TENANT, drl)));
      }
      List<Future<String>> answers = threads.invokeAll(tasks);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).contains(", " + (10 + i) + ",");
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void shouldNeitherMindNorChangeTheContextClassLoader() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    thread.setContextClassLoader(platform);
    try {
      Outcome outcome = Rules.compile(Trust.HOST, GOOD);

      assertThat(outcome.messages()).isEmpty();
      assertThat(thread.getContextClassLoader()).isSameAs(platform);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void shouldHaveNoRulesWithoutFiles() {
    Outcome outcome = Rules.compile(Trust.TENANT, List.of());

    assertThat(outcome.problems()).isEmpty();
    assertThat(outcome.rules().rules()).isEqualTo(Map.of());
    assertThat(Set.copyOf(outcome.rules().models())).isEmpty();
  }

  private static String strength(Outcome outcome) throws Exception {
    RecordedProposals proposals = new RecordedProposals();
    Rule rule = outcome.rules().models().get(0).getRules().get(0);
    fire(rule, FactItem.of(Map.of("team", "blue")), proposals);
    return proposals.calls().get(0);
  }

  private static void fire(Rule rule, Item item, RecordedProposals proposals) throws Exception {
    Consequence consequence = rule.getDefaultConsequence();
    Object[] arguments = new Object[consequence.getVariables().length];
    for (int i = 0; i < arguments.length; i++) {
      boolean isItem = consequence.getVariables()[i].getType() == Item.class;
      arguments[i] = isItem ? item : proposals.proxy();
    }
    consequence.getBlock().execute(arguments);
  }

  @SuppressWarnings("unchecked") // the pattern's type is Item
  private static Predicate1<Item> onlyCondition(Rule rule) {
    Pattern<?> pattern = (Pattern<?>) rule.getView().getSubConditions().get(0);
    SingleConstraint constraint =
        pattern.getConstraint() instanceof SingleConstraint single
            ? single
            : (SingleConstraint) pattern.getConstraint().getChildren().get(0);
    return (Predicate1<Item>) (Predicate1<?>) constraint.getPredicate1();
  }
}
