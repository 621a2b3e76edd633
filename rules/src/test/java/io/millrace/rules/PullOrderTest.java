// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullOrderTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "class-of-service, class_of_service_class, EXPEDITE, FIXED_DATE",
    "class-of-service, class_of_service_class, STANDARD, INTANGIBLE",
    "priority, priority_rank, 2, 10",
    "triage, triage_rank, 1, 2",
    "cost-of-delay, valuePerWeek, 900, 80",
    "economic-value, value, 0.5, -3",
    "economic-penalty, penalty, 1000, 999",
    "entitlement, entitlement, silver, bronze",
    "moscow, moscow, should, won't",
    "due-date, dueAt, 2026-03-02, 2026-03-02T00:00:01Z",
    "first-in-first-out, openedAt, 2026-02-27T23:59:59+02:00, 2026-02-27T22:00:00Z",
    "last-in-first-out, openedAt, 2026-02-28, 1969-02-27",
    "shortest-first, durationDays, 0.25, 3",
    "longest-first, durationDays, 30, 9",
    "workload, teamLoad, 1.5, 12",
    "resource-availability, specialistFree, true, false"
  })
  void shouldPullFirstWhatTheCriterionPrefers(
      String criterion, String fact, String first, String second) {
    try (PolicyPack pack = pack(criterion)) {
      String one = key(pack, Facts.of(fact, first));
      String two = key(pack, Facts.of(fact, second));
      String unknown = key(pack, Facts.none());
      assertThat(one).isLessThan(two);
      assertThat(two).isLessThan(unknown);
    }
  }

  @Test
  void shouldPullTheShortestOfEqualCostOfDelayFirst() {
    try (PolicyPack pack = pack("wsjf")) {
      Facts quick = Facts.of(Map.of("id", "A", "valuePerWeek", 100, "durationDays", 7));
      Facts slow = Facts.of(Map.of("id", "B", "valuePerWeek", 150, "durationDays", 14));
      assertThat(pack.compare(slow, quick, AT).text())
          .isEqualTo("'A' is pulled before 'B' by wsjf: 100, against 75.");
    }
  }

  @Test
  void shouldExplainWithTheFirstCriterionThatDiffers() {
    try (PolicyPack pack = pack("class-of-service, priority, first-in-first-out")) {
      Facts a = item("A", "STANDARD", 2, "2026-02-01T00:00:00Z");
      Facts b = item("B", "STANDARD", 2, "2026-01-01T00:00:00Z");
      PullComparison comparison = pack.compare(a, b, AT);
      assertThat(comparison.criterion()).isEqualTo(PullCriterion.FIRST_IN_FIRST_OUT);
      assertThat(comparison.equal())
          .containsExactly(PullCriterion.CLASS_OF_SERVICE, PullCriterion.PRIORITY);
      assertThat(comparison.first().inputs()).isEqualTo(b);
      assertThat(comparison.text())
          .isEqualTo(
              "'B' is pulled before 'A' by first-in-first-out: 2026-01-01T00:00:00Z, against "
                  + "2026-02-01T00:00:00Z; equal by class-of-service, priority.");
    }
  }

  @Test
  void shouldLetTheIdDecideBetweenEqualItems() {
    try (PolicyPack pack = pack("priority")) {
      PullComparison comparison =
          pack.compare(item("B", "STANDARD", 1, ""), item("A", "EXPEDITE", 1, ""), AT);
      assertThat(comparison.criterion()).isNull();
      assertThat(comparison.text())
          .isEqualTo("'A' is pulled before 'B', because its id sorts first; equal by priority.");
    }
  }

  @Test
  void shouldPutADeferredItemLast() {
    try (PolicyPack pack = pack("class-of-service")) {
      Facts deferred =
          Facts.of(
              Map.of("class_of_service_class", "FIXED_DATE", "class_of_service_deferred", "true"));
      Facts intangible = Facts.of("class_of_service_class", "INTANGIBLE");
      assertThat(key(pack, intangible)).isLessThan(key(pack, deferred));
    }
  }

  @Test
  void shouldSortNumbersOfAnySignAndSizeAsTexts() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Double> numbers = new ArrayList<>(List.of(0.0, -0.0, 1e300, -1e300, 4.9e-324));
    for (int i = 0; i < 500; i++) {
      numbers.add((random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(40) - 20));
    }
    Collections.sort(numbers);
    try (PolicyPack pack = pack("shortest-first")) {
      List<String> keys =
          numbers.stream().map(number -> key(pack, Facts.of("durationDays", number))).toList();
      assertThat(keys).as("seed %d", seed).isSorted();
    }
  }

  private static Facts item(String id, String classOfService, int rank, String openedAt) {
    return Facts.of(
        Map.of(
            "id", id,
            "class_of_service_class", classOfService,
            "priority_rank", rank,
            "openedAt", openedAt));
  }

  private static String key(PolicyPack pack, Facts facts) {
    String key = pack.decide(DecisionPoint.PULL_ORDER, facts, AT).output("key");
    assertThat(key).isNotNull();
    return key == null ? "" : key;
  }

  private static PolicyPack pack(String order) {
    String yaml = "pack: p\nversion: '1'\nowner: o\nsettings: {pull-order: [" + order + "]}\n";
    return PolicyPacks.loader().host(PackSource.of("p", Map.of("pack.yaml", yaml))).load();
  }
}
