// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.model.Demand;
import io.millrace.model.Facts;
import io.millrace.plugin.port.FactSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What Millrace relies on in a {@link FactSource}. Extend it in the plugin's tests, and say where
 * the source comes from and which demand it knows. JUnit 5 runs the tests; each makes a source of
 * its own.
 */
public abstract class FactSourceContract {
  /** How long a call may take before Millrace's default budget ends it. */
  private static final Duration BUDGET = Duration.ofSeconds(2);

  private static final int THREADS = 4;

  /** For subclasses. */
  protected FactSourceContract() {}

  /** The source to test, ready for use. */
  protected abstract FactSource source();

  /** A demand that the source knows at least one fact about. */
  protected abstract Demand known();

  /** A demand that the source knows nothing about. */
  protected Demand unknown() {
    return Demand.builder("millrace-contract-unknown").title("nobody knows this").build();
  }

  /** The tenant of both demands. */
  protected String tenant() {
    return "default";
  }

  @Test
  void shouldHaveAName() {
    assertFalse(source().name().isBlank(), "Expected a name for messages, but it is blank.");
    assertEquals(source().name(), source().name(), "Expected the name to stay the same.");
  }

  @Test
  void shouldSayWhichFactsItProvides() {
    Set<String> provides = source().provides();

    assertFalse(provides.isEmpty(), "Expected the source to provide facts, but it names none.");
    provides.forEach(name -> assertFalse(name.isBlank(), "Expected no blank name of a fact."));
  }

  @Test
  void shouldKnowADemand() {
    Facts facts = lookUp(source(), List.of(known())).get(known().id());

    assertNotNull(facts, "Expected facts about '" + known().id() + "', but there are none.");
    assertFalse(facts.isEmpty(), "Expected facts about '" + known().id() + "'.");
  }

  @Test
  void shouldGiveOnlyFactsThatItProvides() {
    FactSource source = source();
    lookUp(source, List.of(known()))
        .forEach(
            (id, facts) -> {
              Set<String> names = new HashSet<>(facts.values().keySet());
              names.addAll(facts.missing().keySet());
              assertTrue(
                  source.provides().containsAll(names),
                  "Expected only facts of " + source.provides() + ", but got " + names + ".");
            });
  }

  @Test
  void shouldGiveNothingAboutAnUnknownDemand() {
    Facts facts = lookUp(source(), List.of(unknown())).get(unknown().id());

    assertTrue(
        facts == null || facts.values().isEmpty(),
        "Expected nothing to be known about '" + unknown().id() + "', but got " + facts + ".");
  }

  @Test
  void shouldAnswerForSeveralDemandsAtOnceAsForEachAlone() {
    FactSource source = source();
    Map<String, Facts> together = lookUp(source, List.of(unknown(), known()));

    assertEquals(
        lookUp(source, List.of(known())).get(known().id()),
        together.get(known().id()),
        "Expected the same facts whether a demand comes alone or with others.");
    assertTrue(
        Set.of(known().id(), unknown().id()).containsAll(together.keySet()),
        "Expected facts about the demands that were asked for, but got " + together.keySet());
  }

  @Test
  void shouldServeSeveralThreadsAtOnce() throws Exception {
    FactSource source = source();
    Facts alone = lookUp(source, List.of(known())).get(known().id());
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Map<String, Facts>>> calls = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        calls.add(() -> source.lookUp(tenant(), List.of(known())));
      }
      for (Future<Map<String, Facts>> answer : pool.invokeAll(calls)) {
        assertEquals(alone, answer.get().get(known().id()), "Expected the same for each thread.");
      }
    } finally {
      pool.shutdownNow();
    }
  }

  private Map<String, Facts> lookUp(FactSource source, List<Demand> demands) {
    return assertTimeoutPreemptively(
        BUDGET,
        () -> source.lookUp(tenant(), demands),
        "Expected an answer within Millrace's default budget.");
  }
}
