// SPDX-License-Identifier: Apache-2.0
package io.millrace.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.model.Reason;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestModelsTest {
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "benefit change, sameRequestsThisQuarter, 2026-01-01T00:00:00Z, 2026-04-01",
    "benefit change, sameRequestsThisQuarter, 2026-03-31T23:59:59Z, 2026-04-01",
    "benefit change, sameRequestsThisQuarter, 2026-04-01T00:00:00Z, 2026-07-01",
    "benefit change, sameRequestsThisQuarter, 2026-12-31T12:00:00Z, 2027-01-01",
    "laptop, sameRequestsThisYear, 2026-02-28T12:00:00Z, 2027-01-01",
    "laptop, sameRequestsThisYear, 2024-02-29T12:00:00Z, 2025-01-01",
    "report, sameRequestsThisMonth, 2026-01-31T12:00:00Z, 2026-02-01",
    "report, sameRequestsThisMonth, 2026-12-15T12:00:00Z, 2027-01-01"
  })
  void shouldSayFromWhichDateOnTheyMayAskAgain(
      String item, String count, String openedAt, String again) {
    // given
    Facts facts = Facts.of(Map.of("catalogueItem", item, count, 4, "openedAt", openedAt));

    // when
    Decision decision = decide(facts);

    // then
    assertThat(decision.output("limit")).isEqualTo("reached");
    assertThat(decision.output("again")).isEqualTo(again);
    assertThat(decision.reasons())
        .filteredOn(reason -> reason.output().equals("again"))
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.decided()).isTrue();
              assertThat(reason.value()).isEqualTo(again);
              assertThat(reason.facts()).containsEntry("openedAt", openedAt);
              assertThat(reason.text())
                  .isEqualTo(
                      "the "
                          + decision.output("period")
                          + " after the one in which it was opened begins then");
            });
  }

  @Test
  void shouldCountFromTheInstantOfTheDecisionIfTheOpeningIsNotKnown() {
    Facts facts = Facts.of(Map.of("catalogueItem", "laptop", "sameRequestsThisYear", 1));

    assertThat(decide(facts).output("again")).isEqualTo("2027-01-01");
    assertThat(decide(facts.with(Facts.of("openedAt", "last week"))).output("again"))
        .isEqualTo("2027-01-01");
  }

  @Test
  void shouldNameNoDateForAPeriodThatItDoesNotKnow() {
    // given
    String limits =
        """
        table,request limits
        point,request-model
        when sameRequestsThisMonth,then limit,then period,because
        >= 1,reached,sprint,one per sprint
        ,open,,no limit
        """;
    try (PolicyPack pack = pack(Map.of("tables/limits.csv", limits))) {
      // when
      Decision decision = decide(pack, Facts.of("sameRequestsThisMonth", 1));

      // then
      assertThat(decision.output("limit")).isEqualTo("reached");
      assertThat(decision.output("period")).isEqualTo("sprint");
      assertThat(decision.outputs()).doesNotContainKey("again");
      assertThat(decide(pack, Facts.of(limitOfTheBuiltInTable())).output("limit"))
          .isEqualTo("open");
    }
  }

  @Test
  void shouldLetAHostNameTheDateItself() {
    // given
    String dates =
        """
        table,our limits
        point,request-model
        hit,first
        strength,65
        gaps,allowed
        when catalogueItem,then limit,then period,then again,because
        parking space,reached,year,2026-09-01,they are given out in September
        """;
    try (PolicyPack pack = pack(Map.of("tables/limits.csv", dates))) {
      // then
      assertThat(decide(pack, Facts.of("catalogueItem", "parking space")).output("again"))
          .isEqualTo("2026-09-01");
    }
  }

  @Test
  void shouldTakeModelsFromTheLayers() {
    // given
    String items =
        """
        table,our catalogue
        point,request-model
        hit,first
        strength,65
        gaps,allowed
        when catalogueItem,then model,because
        parking space,parking,it asks for a place to park
        tablet,laptop,tablets are handled as laptops
        """;
    String handling =
        """
        table,our handling
        point,request-model
        hit,first
        strength,65
        gaps,allowed
        when request_model_model,then approval,then fulfilment,then team,because
        parking,facility-manager,automatic,facilities,the facility manager knows what is free
        """;
    try (PolicyPack pack =
        pack(Map.of("tables/items.csv", items, "tables/handling.csv", handling))) {
      // when
      Decision parking = decide(pack, Facts.of("catalogueItem", "parking space"));
      Decision tablet = decide(pack, Facts.of("catalogueItem", "tablet"));
      Decision software = decide(pack, Facts.of("catalogueItem", "software"));

      // then
      assertThat(parking.outputs())
          .containsEntry("model", "parking")
          .containsEntry("approval", "facility-manager")
          .containsEntry("fulfilment", "automatic")
          .containsEntry("team", "facilities")
          .containsEntry("limit", "open");
      assertThat(tablet.outputs())
          .containsEntry("model", "laptop")
          .containsEntry("approval", "line-manager");
      assertThat(software.output("model")).isEqualTo("software");
    }
  }

  @Test
  void shouldReplaceTheTableOfStreams() {
    // given
    String streams =
        """
        table,value streams
        point,classification
        when classification_kind,then stream,because
        REQUEST | QUERY,front-door,our front door takes them
        ,restore-live-service,the rest
        """;
    try (PolicyPack pack = pack(Map.of("tables/streams.csv", streams))) {
      assertThat(stream(pack, "REQUEST")).isEqualTo("front-door");
      assertThat(stream(pack, "CHANGE")).isEqualTo("restore-live-service");
    }
  }

  @Test
  void shouldKeepAllProposalsForThoseWhoAsk() {
    // when
    Decision decision =
        decide(Facts.of(Map.of("catalogueItem", "laptop", "requestModel", "subscription")));

    // then
    assertThat(decision.reasons())
        .filteredOn(reason -> reason.output().equals("model"))
        .extracting(Reason::value)
        .containsExactly("subscription", "laptop");
  }

  private static Map<String, Object> limitOfTheBuiltInTable() {
    return Map.of("catalogueItem", "laptop", "sameRequestsThisYear", 1);
  }

  private static String stream(PolicyPack pack, String kind) {
    return Objects.requireNonNull(
        pack.decide(DecisionPoint.CLASSIFICATION, Facts.of("kind", kind), AT).output("stream"));
  }

  private static Decision decide(Facts facts) {
    try (PolicyPack pack = PolicyPacks.builtIn()) {
      return decide(pack, facts);
    }
  }

  private static Decision decide(PolicyPack pack, Facts facts) {
    return pack.decide(DecisionPoint.REQUEST_MODEL, facts, AT);
  }

  private static PolicyPack pack(Map<String, String> files) {
    Map<String, String> all = new HashMap<>(files);
    all.put("pack.yaml", "pack: ours\nversion: 1\nowner: me\n");
    return PolicyPacks.loader().host(PackSource.of("ours", all)).load();
  }
}
