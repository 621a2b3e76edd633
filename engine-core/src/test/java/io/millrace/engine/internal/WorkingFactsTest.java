// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.engine.Isolation;
import io.millrace.engine.internal.isolation.Shields;
import io.millrace.model.Facts;
import io.millrace.plugin.port.WorkingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("no-store")
class WorkingFactsTest {
  private static final Instant AT = Instant.parse("2026-03-02T08:00:00Z");

  /** A third of the time is worked. */
  private static final WorkingTime THIRD =
      (tenant, service, from, to) -> Duration.between(from, to).dividedBy(3);

  @Test
  void shouldCountUntilTheDueDateAndBeyond() {
    Facts open =
        Facts.of(Map.of("openedAt", "2026-03-01T20:00:00Z", "dueAt", "2026-03-02T20:00:00Z"));
    Facts overdue = open.with(Facts.of("dueAt", "2026-03-02T02:00:00Z"));

    assertThat(of(THIRD, open))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("workingAge", "4.0", "workingTimeToDue", "4.0", "workingDueUsed", "50.0"));
    assertThat(of(THIRD, overdue))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("workingAge", "4.0", "workingTimeToDue", "-2.0", "workingDueUsed", "200.0"));
  }

  @Test
  void shouldAskForTheTenantAndItsService() {
    List<String> asked = new ArrayList<>();
    WorkingTime watching =
        (tenant, service, from, to) -> {
          asked.add(tenant + " " + service);
          return Duration.ZERO;
        };

    of(watching, Facts.of(Map.of("openedAt", "2026-03-01", "service", "mail")));
    of(watching, Facts.of("openedAt", "2026-03-01"));

    assertThat(asked).containsExactly("acme mail", "acme null");
  }

  @Test
  void shouldLeaveOutWhatItDoesNotKnow() {
    assertThat(of(null, Facts.of("openedAt", "2026-03-01"))).isEmpty();
    assertThat(of(THIRD, Facts.of("dueAt", "soon"))).isEmpty();
    assertThat(of(THIRD, Facts.of("openedAt", "2026-03-01"))).containsOnlyKeys("workingAge");
    assertThat(
            of(
                (t, s, from, to) -> Duration.ZERO,
                Facts.of(Map.of("openedAt", "2026-03-01", "dueAt", "2026-03-09"))))
        .containsOnlyKeys("workingAge", "workingTimeToDue");
  }

  @Test
  void shouldLetTheHostsOwnFactsCount() {
    Facts told = Facts.of(Map.of("openedAt", "2026-03-01", "workingAge", 7));

    assertThat(of(THIRD, told)).isEmpty();
  }

  @SuppressWarnings("NullAway") // planted
  @ParameterizedTest
  @ValueSource(strings = {"throw", "error", "null", "negative", "more"})
  void shouldLeaveEverythingOutIfTheCalendarFails(String how) {
    WorkingTime bad =
        (tenant, service, from, to) -> {
          if (how.equals("throw")) {
            throw new IllegalStateException("no calendar");
          } else if (how.equals("error")) {
            throw new AssertionError("no calendar");
          }
          return switch (how) {
            case "null" -> null;
            case "negative" -> Duration.ofHours(-1);
            default -> Duration.between(from, to).plusNanos(1);
          };
        };

    assertThat(of(bad, Facts.of("openedAt", "2026-03-01"))).isEmpty();
  }

  private static Map<String, String> of(@Nullable WorkingTime calendar, Facts facts) {
    Shields shields = new Shields(Isolation.defaults(), Runnable::run, Throwable::toString);
    WorkingTime bounded =
        calendar == null
            ? null
            : BoundedFunctions.workingTime(
                calendar, shields.patient("working time", "working time", "acme"));
    return new WorkingFacts(bounded).of("acme", facts, AT);
  }
}
