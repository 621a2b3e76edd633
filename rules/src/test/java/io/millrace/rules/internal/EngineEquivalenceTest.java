// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.PackRef;
import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PolicyEvaluationException;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.drools.model.Model;
import org.junit.jupiter.api.Test;

/** The engine without sessions must say exactly what Drools sessions say. */
class EngineEquivalenceTest {
  private static final Instant AT = Instant.EPOCH;
  private static final String[] WORDS = {
    "password",
    "reset",
    "cannot",
    "log",
    "in",
    "printer",
    "jam",
    "slow",
    "error",
    "vpn",
    "drops",
    "new",
    "laptop",
    "please",
    "payment",
    "fails",
    "is",
    "down",
    "how",
    "do",
    "i",
    "root",
    "cause",
    "backup",
    "certificate",
    "expired",
    "storm",
    "idea",
    "change",
    "request",
    "the",
    "a",
    "my"
  };

  @Test
  void shouldAnswerAsSessionsDo() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (PolicyPack direct = PolicyPacks.builtIn();
        PolicyPack sessions = withSessions()) {
      for (int i = 0; i < 2_000; i++) {
        Facts facts = facts(random);
        for (DecisionPoint point : direct.points()) {
          assertThat(direct.decide(point, facts, AT))
              .as("seed %d, facts %s", seed, facts)
              .isEqualTo(sessions.decide(point, facts, AT));
        }
      }
    }
  }

  @Test
  void shouldUseNoSessionForTheBuiltInRules() {
    BuiltInPack.load(
            BuiltInOptions.defaults(),
            (model, outputs) -> {
              RuleEngine engine = BuiltInPack.engine(model, outputs);
              assertThat(engine).isInstanceOf(DirectEngine.class);
              return engine;
            })
        .close();
  }

  @Test
  void shouldReuseSessionsSafelyOnManyThreads() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (PolicyPack direct = PolicyPacks.builtIn();
        PolicyPack sessions = withSessions()) {
      List<Future<?>> runs =
          IntStream.range(0, 8)
              .<Future<?>>mapToObj(
                  seed ->
                      threads.submit(
                          () -> {
                            Random random = new Random(seed);
                            for (int i = 0; i < 200; i++) {
                              Facts facts = facts(random);
                              assertThat(sessions.decide(DecisionPoint.CLASSIFICATION, facts, AT))
                                  .isEqualTo(
                                      direct.decide(DecisionPoint.CLASSIFICATION, facts, AT));
                            }
                          }))
              .toList();
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void shouldDiscardASessionInWhichARuleFailedAndGoOn() {
    // given an engine whose rules propose an output that is not declared
    PackData data = new PackData(BuiltInOptions.defaults());
    BuiltInPack.load(
            BuiltInOptions.defaults(),
            (model, outputs) -> {
              if (model.getPackageName().endsWith("feedback")) {
                shouldFail(model, data, new SessionEngine(model, new String[] {"other"}, 2));
                shouldFail(model, data, Objects.requireNonNull(DirectEngine.find(model)));
              }
              return BuiltInPack.engine(model, outputs);
            })
        .close();
  }

  private static void shouldFail(Model model, PackData data, RuleEngine engine) {
    PackRef ref = new PackRef("test", "1", "0");
    List<String> outputs = List.of("other");
    try (PointEvaluator evaluator =
        new PointEvaluator(
            DecisionPoint.FEEDBACK,
            outputs,
            Set.of(),
            model,
            engine,
            List.of(),
            new StrongestResolver(outputs),
            Duration.ZERO)) {
      for (int i = 0; i < 3; i++) {
        // when, then
        assertThatThrownBy(() -> evaluator.decide(Facts.of("id", "1"), data, ref, AT))
            .isInstanceOfSatisfying(
                PolicyEvaluationException.class,
                e -> assertThat(e.point()).isEqualTo(DecisionPoint.FEEDBACK))
            .hasMessage(
                "Expected the rules of 'feedback' in pack 'test 1 (0)' to give an answer, but they "
                    + "failed: the output 'ask' is not declared; declared are [other].\n"
                    + "Maybe look at the cause; a rule may only ask the item and make proposals.");
      }
    }
  }

  private static PolicyPack withSessions() {
    return BuiltInPack.load(BuiltInOptions.defaults(), BuiltInPack::sessions);
  }

  private static Facts facts(Random random) {
    Facts.Builder facts = Facts.builder().put("id", "INC" + random.nextInt(1_000));
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
    }
    facts.put("title", text.toString());
    put(facts, random, "source", "MONITORING");
    put(facts, random, "kind", "change");
    put(facts, random, "category", "network");
    put(facts, random, "investigate_result", "specialist");
    put(facts, random, "impact", random.nextInt(7));
    put(facts, random, "urgency", "2 - High");
    put(facts, random, "priority_level", "1 - Critical");
    put(facts, random, "major", true);
    put(facts, random, "team", "Group 7");
    put(facts, random, "dueAt", "2026-01-01");
    change(facts, random);
    return facts.build();
  }

  private static void change(Facts.Builder facts, Random random) {
    put(facts, random, "changeType", "emergency");
    put(facts, random, "incident", "INC-1");
    put(facts, random, "blastRadius", random.nextInt(600));
    put(facts, random, "criticalService", random.nextBoolean());
    put(facts, random, "inFreeze", random.nextBoolean());
    put(facts, random, "freezeName", "year end");
    put(facts, random, "inMaintenanceWindow", random.nextBoolean());
    put(facts, random, "maintenanceBound", random.nextBoolean());
    put(facts, random, "conflicts", random.nextInt(7));
    put(facts, random, "testsPassed", random.nextBoolean());
    put(facts, random, "backoutPlan", "restore the snapshot");
    put(facts, random, "author", "ann");
    put(facts, random, "approvers", List.of("Ann", "bob"));
    put(facts, random, "teamChanges", random.nextInt(9));
    put(facts, random, "teamSuccessRate", random.nextInt(101));
    put(facts, random, "errorBudgetLeft", random.nextInt(101) - 1);
    put(facts, random, "riskUsers", "many");
    if (random.nextInt(4) == 0) {
      facts.missing("approverRoles", "the directory failed");
    }
  }

  private static void put(Facts.Builder facts, Random random, String name, Object value) {
    if (random.nextInt(4) == 0) {
      facts.put(name, value);
    }
  }
}
