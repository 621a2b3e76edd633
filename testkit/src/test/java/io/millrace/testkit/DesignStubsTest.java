// SPDX-License-Identifier: Apache-2.0
package io.millrace.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.bpmn.ValueStreams;
import io.millrace.model.Decision;
import io.millrace.model.DecisionPoint;
import io.millrace.model.Facts;
import io.millrace.plugin.port.StreamCheck.Finding;
import io.millrace.rules.PackSource;
import io.millrace.rules.PolicyPack;
import io.millrace.rules.PolicyPacks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DesignStubsTest {
  @Test
  void shouldPickWhatTheTestSaid() {
    ScriptedResolver resolver = new ScriptedResolver().picks("level", "1 - Critical");
    Facts facts = Facts.of(Map.of("priority", "4", "impact", 1, "urgency", 1));
    try (PolicyPack pack =
        PolicyPacks.loader().resolver(DecisionPoint.PRIORITY, "scripted", resolver).load()) {
      Decision decision = pack.decide(DecisionPoint.PRIORITY, facts, DesignSamples.AT);
      assertThat(decision.output("level")).isEqualTo("1 - Critical");

      resolver.failing(true);
      assertThat(pack.decide(DecisionPoint.PRIORITY, facts, DesignSamples.AT).output("level"))
          .isEqualTo("4 - Low");
    }
    assertThat(resolver.questions()).hasSize(2);
  }

  @Test
  void shouldPullByTheFact() {
    ScriptedPullOrder order = new ScriptedPullOrder("harm");
    PackSource house =
        PackSource.of(
            "house",
            Map.of(
                "pack.yaml",
                "pack: h\nversion: '1'\nowner: o\nsettings: {pull-order: scripted}\n"));
    try (PolicyPack pack = PolicyPacks.loader().pullOrder("scripted", order).host(house).load()) {
      String text =
          pack.compare(
                  Facts.of(Map.of("id", "A", "harm", 1)),
                  Facts.of(Map.of("id", "B", "harm", 2)),
                  DesignSamples.AT)
              .text();
      assertThat(text).isEqualTo("'B' is pulled before 'A' by scripted/harm: 2.0, against 1.0.");

      order.failing(true);
      assertThat(
              pack.decide(DecisionPoint.PULL_ORDER, Facts.none(), DesignSamples.AT).output("key"))
          .isEqualTo("z");
    }
    assertThat(order.items()).hasSize(3);
  }

  @Test
  void shouldFindWhatTheTestSaid() {
    Finding finding = Finding.warning("washCar", "Expected a name, but it has none.", "name it");
    ScriptedStreamCheck check = new ScriptedStreamCheck().finds("wash", finding);
    var wash =
        ValueStreams.view(ValueStreams.read("wash.bpmn", DesignSamples.model("Wash the car")));

    assertThat(check.check(wash)).containsExactly(finding);
    assertThat(check.finds("wash").check(wash)).isEmpty();
    assertThat(check.seen()).containsExactly(wash, wash);
  }

  @Test
  void shouldCountFromNineToFive() {
    WeeklyWorkingTime calendar = WeeklyWorkingTime.nineToFive(ZoneOffset.UTC);
    Instant friday = Instant.parse("2026-02-27T16:00:00Z");
    Instant monday = Instant.parse("2026-03-02T10:30:00Z");

    assertThat(calendar.between("any", null, friday, monday)).isEqualTo(Duration.ofMinutes(150));
    assertThat(calendar.holiday(LocalDate.of(2026, 3, 2)).between("any", null, friday, monday))
        .isEqualTo(Duration.ofHours(1));
  }
}
