// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.rules.KnownFact;
import io.millrace.rules.KnownFacts;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import io.millrace.rules.PullCriterion;
import io.millrace.rules.internal.CheckedPack;
import io.millrace.rules.internal.Derived;
import io.millrace.rules.internal.PolicyRule;
import io.millrace.rules.internal.Question;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The catalogue of facts against what the built-in rules and rows really ask. */
class BuiltInFactsTest {

  /** What numbers are worked out from. */
  private static final Set<String> INPUTS =
      Set.of("openedAt", "dueAt", "penaltyAt", "valuePerWeek", "penalty", "durationDays");

  /** What changes are gathered with, or what is gathered, and rules do not ask. */
  private static final Set<String> OF_CHANGES =
      Set.of(
          "approvalsGranted",
          "blastCapped",
          "blastServices",
          "riskUsers",
          "riskComplexity",
          "riskExperience",
          "riskBackout",
          "riskTested");

  /** What the engine works out if a plugin knows the working time; for packs to go by. */
  private static final Set<String> OF_WORKING_TIME =
      Set.of("workingAge", "workingTimeToDue", "workingDueUsed");

  /** What a knowledge base tells, for packs to go by. */
  private static final Set<String> OF_KNOWLEDGE = Set.of("knowledge", "workaroundText");

  @Test
  void shouldKnowEveryFactThatARuleOrRowAsks() {
    Map<String, Set<String>> asked = asked();

    assertThat(asked.keySet())
        .allSatisfy(fact -> assertThat(KnownFacts.builtIn().find(fact)).as(fact).isPresent());
  }

  @Test
  void shouldListNothingThatNobodyReads() {
    Set<String> read = new TreeSet<>(asked().keySet());
    read.addAll(answers());
    read.addAll(INPUTS);
    read.addAll(Derived.NAMES);
    read.addAll(OF_CHANGES);
    read.addAll(OF_WORKING_TIME);
    read.addAll(OF_KNOWLEDGE);
    read.add("<step>_result");

    assertThat(KnownFacts.builtIn().all()).extracting(KnownFact::name).isSubsetOf(read);
  }

  @Test
  void shouldSayWhichDecisionPointsReadAFact() {
    Map<String, Set<String>> asked = asked();
    Map<String, Set<String>> said = new TreeMap<>();
    for (KnownFact fact : KnownFacts.builtIn().all()) {
      if (!fact.points().isEmpty() && !OF_CHANGES.contains(fact.name())) {
        Set<String> points = new TreeSet<>();
        fact.points().forEach(point -> points.add(point.name()));
        said.put(fact.name(), points);
      }
    }

    assertThat(said).isEqualTo(asked);
  }

  /** The decision points that ask for a fact, by fact. */
  private static Map<String, Set<String>> asked() {
    Map<String, Set<String>> asked = new TreeMap<>();
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      for (PointRules rules : ((CheckedPack) pack).rules()) {
        for (RuleGroup group : rules.groups()) {
          for (PolicyRule rule : group.rules()) {
            for (String fact : facts((CheckedPack) pack, rules.point(), rule)) {
              asked.computeIfAbsent(fact, key -> new TreeSet<>()).add(rules.point().name());
            }
          }
        }
      }
    }
    for (PullCriterion criterion : PullCriterion.values()) {
      asked.computeIfAbsent(criterion.fact(), key -> new TreeSet<>()).add("pull-order");
    }
    asked.put("class_of_service_deferred", Set.of("pull-order"));
    return asked;
  }

  private static Set<String> facts(CheckedPack pack, DecisionPoint point, PolicyRule rule) {
    Set<Question> questions = new LinkedHashSet<>(Paths.of(rule).asked());
    questions.addAll(pack.probe(point).reads(rule, Facts.none(), Items.AT));
    Set<String> facts = new TreeSet<>();
    for (Question question : questions) {
      facts.addAll(Vocabulary.facts(question));
      if (Questions.isAboutText(question)) {
        facts.addAll(List.of("title", "description"));
      }
    }
    facts.removeIf(OF_CHANGES::contains);
    return facts;
  }

  private static Set<String> answers() {
    Set<String> answers = new TreeSet<>();
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      for (DecisionPoint point : pack.points()) {
        pack.outputs(point).forEach(output -> answers.add(point.variable(output)));
      }
    }
    return answers;
  }
}
