// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.rules.KnownFact.Type;
import io.millrace.rules.internal.Derived;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownFactsTest {
  private static final KnownFacts FACTS = KnownFacts.builtIn();

  @Test
  void shouldDescribeEveryFactOnce() {
    assertThat(FACTS.all()).extracting(KnownFact::name).isSorted().doesNotHaveDuplicates();
    assertThat(FACTS.all()).extracting(KnownFact::description).doesNotContain("");
    assertThat(FACTS.all())
        .filteredOn(fact -> fact.type() == Type.NUMBER)
        .extracting(KnownFact::unit)
        .doesNotContain("");
    assertThat(FACTS.all()).extracting(KnownFact::name).containsAll(Derived.NAMES);
  }

  @Test
  void shouldKnowTheAnswersOfTheBuiltInPack() {
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      for (DecisionPoint point : pack.points()) {
        for (String output : pack.outputs(point)) {
          assertThat(FACTS.find(point.variable(output))).as(point.variable(output)).isPresent();
        }
      }
    }
  }

  @Test
  void shouldKnowTheResultOfEveryStep() {
    assertThat(FACTS.find("verify_repair_result")).isPresent();
    assertThat(FACTS.find("_result")).isEmpty();
  }

  @Test
  void shouldTakeFactsOfAHost() {
    KnownFact plane = KnownFact.word("plane", List.of("A320", "B747"), "the plane");

    KnownFacts more = FACTS.with(List.of(plane));

    assertThat(more.find("plane")).contains(plane);
    assertThat(FACTS.find("plane")).isEmpty();
    assertThat(more.find("kind")).isEqualTo(FACTS.find("kind"));
  }

  @Test
  void shouldSuggestTheNearestName() {
    assertThat(FACTS.nearest("dueat")).contains("dueAt");
    assertThat(FACTS.nearest("prioritylevel")).contains("priority_level");
    assertThat(FACTS.nearest("zeppelin")).isEmpty();
  }
}
